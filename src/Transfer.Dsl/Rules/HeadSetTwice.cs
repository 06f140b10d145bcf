using Transfer.Common;
using Transfer.Planning;
using Transfer.Recipes;

namespace Transfer.Rules;

/// <summary>TRF011: a head that a later one takes the place of.</summary>
[RuleDescription("""
    `Head(…)` or `Features()` takes the place of a head that an earlier `Head(…)` put on, or puts one on after `Features()`
    took it off.
    """)]
[RuleExample(
    wrong: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .Head(5)
            .Head(10)         // TRF011: throws away Head(5): its 2,565 parameters are made for nothing
        """,
    mended: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .Head(10)
        """)]
internal sealed class HeadSetTwice() : Rule("TRF011", "Head set twice", Severity.Warning)
{
    public override IEnumerable<Finding> Check(SimulatedRecipe recipe) =>
        from replaced in recipe.ReplacedHeads
        let first = Name(recipe, replaced.Step)
        let second = Name(recipe, replaced.By)
        select recipe.Steps[replaced.Step] is FeaturesStep
            ? At(replaced.By, $"{second} takes the place of {first}: no head is left for {first} to take off", $"drop {first}", [Edit.Drop(replaced.Step, first)])
            : At(
                replaced.By,
                $"{second} throws away {first}: its {Counted.Parameters(replaced.Elements)} are made for nothing",
                "keep one of the two",
                [Edit.Drop(replaced.Step, first), Edit.Drop(replaced.By, second)]);
}
