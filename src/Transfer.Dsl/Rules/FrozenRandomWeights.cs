using Transfer.Common;
using Transfer.Planning;
using Transfer.Recipes;

namespace Transfer.Rules;

/// <summary>TRF021: part of the backbone is frozen, and nothing gave it weights.</summary>
[RuleDescription("""
    A part of the backbone is frozen, and the recipe has no `Pretrained(…)`: the frozen parameters keep the random values that
    they were drawn with.
    """)]
[RuleExample(
    wrong: """
        Backbone.ResNet18()
            .FreezeAll()      // TRF021: 11,176,512 parameters of resnet18 keep their random values
            .Head(10)
        """,
    corrected: """
        Backbone.ResNet18()
            .Pretrained()
            .FreezeAll()
            .Head(10)
        """)]
internal sealed class FrozenRandomWeights() : Rule("TRF021", "Frozen random weights", Severity.Warning)
{
    public override IEnumerable<Finding> Check(SimulatedRecipe recipe)
    {
        // A custom module comes with what its factory gives it.
        if (!recipe.IsCertain || recipe.IsPretrained || recipe.Graph is not { IsCustom: false })
        {
            yield break;
        }

        var frozen = recipe.Phases
            .Select(phase => phase.Parameters
                .Where(parameter => parameter.HeadStep is null && parameter.FrozenBy is not null)
                .ToArray())
            .FirstOrDefault(parameters => parameters.Length > 0);
        if (frozen is null)
        {
            yield break;
        }

        // One finding for all freezes: one Pretrained() is the remedy for all.
        var first = frozen.Select(parameter => parameter.FrozenBy!).OrderBy(freeze => freeze.Step).First();
        yield return At(
            first,
            $"{first} freezes random weights: no pretrained weights are loaded, and "
                + $"{Counted.Parameters(frozen.Sum(parameter => parameter.Elements))} "
                + $"of {recipe.Architecture.Name} keep their random values",
            "add Pretrained(), or let the backbone train",
            [Edit.Insert(RecipePlace.Backbone, "Pretrained()")]);
    }
}
