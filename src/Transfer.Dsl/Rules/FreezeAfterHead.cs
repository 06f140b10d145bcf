using Transfer.Planning;
using Transfer.Steps;

namespace Transfer.Rules;

/// <summary>TRF001: a freeze that stands after the head was replaced freezes the new, random head too.</summary>
internal sealed class FreezeAfterHead : Rule
{
    public override string Id => "TRF001";

    public override string Title => "Freezing after the head was replaced";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Check(RecipeFacts facts)
    {
        if (!facts.IsCertain)
        {
            yield break;
        }

        var frozenHeads = facts.Parameters
            .Where(parameter => parameter.HeadStep is not null && parameter.FrozenBy is not null)
            .GroupBy(parameter => (Freeze: parameter.FrozenBy!.Value, Head: parameter.HeadStep!.Value));
        foreach (var frozen in frozenHeads)
        {
            var freeze = Name(facts, frozen.Key.Freeze);
            var head = Name(facts, frozen.Key.Head);
            yield return At(
                frozen.Key.Freeze,
                $"{freeze} after {head} freezes the new head too: its {Counted.Parameters(frozen.Sum(parameter => parameter.Elements))} stay random",
                facts.Steps[frozen.Key.Freeze] is FreezeAllStep
                    ? $"move {freeze} before {head}"
                    : $"leave {facts.Graph!.HeadPath} out of {freeze}");
        }
    }
}
