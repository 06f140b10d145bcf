using Transfer.Common;
using Transfer.Planning;
using Transfer.Recipes;

namespace Transfer.Rules;

/// <summary>TRF001: a freeze that stands after the head was replaced freezes the new, random head too.</summary>
[RuleDescription("""
    `FreezeAll()`, or a `Freeze(…)` that names the head, comes after `Head(…)`. Steps apply in order, so the new head is
    frozen too: it keeps its random initial values.
    """)]
[RuleExample(
    wrong: """
        Backbone.ResNet18().Pretrained()
            .Head(10)
            .FreezeAll()      // TRF001: its 5,130 parameters stay random
        """,
    corrected: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .Head(10)
        """)]
internal sealed class FreezeAfterHead() : Rule("TRF001", "Freezing after the head was replaced", Severity.Warning)
{
    public override IEnumerable<Finding> Check(SimulatedRecipe recipe)
    {
        if (!recipe.IsCertain)
        {
            yield break;
        }

        // A head that trains in some phase does not stay random.
        var frozenHeads = recipe.Phases
            .SelectMany(phase => phase.Parameters)
            .Where(parameter => parameter.HeadStep is not null)
            .GroupBy(parameter => parameter.Name)
            .Where(inPhases => inPhases.All(parameter => parameter.FrozenBy is not null))
            .Select(inPhases => inPhases.First())
            .GroupBy(parameter => (Freeze: parameter.FrozenBy!, Head: parameter.HeadStep!.Value));
        foreach (var frozen in frozenHeads)
        {
            var freeze = frozen.Key.Freeze;
            var head = Name(recipe, frozen.Key.Head);
            yield return At(
                freeze,
                $"{freeze} after {head} freezes the new head too: its "
                + $"{Counted.Parameters(frozen.Sum(parameter => parameter.Elements))} stay random",
                freeze.Call is FreezeAllStep
                    ? recipe.Steps[freeze.Step] is PhaseStep
                        ? "add Unfreeze(Layers.Head) after it"
                        : $"move {freeze} before {head}"
                    : $"leave {recipe.Graph!.HeadPath} out of {freeze}",
                freeze.Call is FreezeAllStep && recipe.Steps[freeze.Step] is not PhaseStep
                    ? [Edit.Move(freeze.Step, freeze, frozen.Key.Head, head)]
                    : []);
        }
    }
}
