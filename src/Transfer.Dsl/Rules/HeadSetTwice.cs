using Transfer.Planning;
using Transfer.Steps;

namespace Transfer.Rules;

/// <summary>TRF011: a head that a later one takes the place of.</summary>
internal sealed class HeadSetTwice : Rule
{
    public override string Id => "TRF011";

    public override string Title => "Head set twice";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Check(RecipeFacts facts) =>
        from replaced in facts.ReplacedHeads
        let first = Name(facts, replaced.Step)
        let second = Name(facts, replaced.By)
        select facts.Steps[replaced.Step] is FeaturesStep
            ? At(replaced.By, $"{second} takes the place of {first}: no head is left for {first} to take off", $"drop {first}", edits: [Edit.Drop(replaced.Step, first)])
            : At(
                replaced.By,
                $"{second} throws away {first}: its {Counted.Parameters(replaced.Elements)} are made for nothing",
                "keep one of the two",
                edits: [Edit.Drop(replaced.Step, first), Edit.Drop(replaced.By, second)]);
}
