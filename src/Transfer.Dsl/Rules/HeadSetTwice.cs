using Transfer.Common;
using Transfer.Planning;
using Transfer.Recipes;

namespace Transfer.Rules;

/// <summary>TRF011: a head that a later one replaces.</summary>
[RuleDescription("""
    `Head(…)` or `Features()` replaces a head that an earlier `Head(…)` added, or adds one after `Features()`
    removed it.
    """)]
[RuleExample(
    wrong: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .Head(5)
            .Head(10)         // TRF011: discards Head(5): its 2,565 parameters are created for nothing
        """,
    corrected: """
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
            ? At(
                replaced.By,
                $"{second} replaces {first}: no head is left for {first} to remove",
                $"drop {first}",
                [Edit.Drop(replaced.Step, first)])
            : At(
                replaced.By,
                $"{second} discards {first}: its {Counted.Parameters(replaced.Elements)} are created for nothing",
                "keep one of the two",
                [Edit.Drop(replaced.Step, first), Edit.Drop(replaced.By, second)]);
}
