using Transfer.Common;
using Transfer.Planning;
using Transfer.Recipes;
using Transfer.Recipes.Selection;

namespace Transfer.Rules;

/// <summary>TRF002: a parameter group, or the optimizer, has only frozen parameters.</summary>
[RuleDescription("""
    `Group(…)` names a layer whose parameters are all frozen, or an `Optimizer(…)` is given to a recipe in which everything
    is.
    """)]
[RuleExample(
    wrong: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .Head(10)
            .Group("layer4", learningRate: 1e-4)   // TRF002: its 8,393,728 parameters are frozen by FreezeAll()
        """,
    corrected: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .Head(10)
            .Unfreeze("layer4")
            .Group("layer4", learningRate: 1e-4)
        """)]
internal sealed class GroupOverFrozenParameters()
    : Rule("TRF002", "Parameter group or optimizer over frozen parameters", Severity.Warning)
{
    public override IEnumerable<Finding> Check(SimulatedRecipe recipe)
    {
        if (!recipe.IsCertain)
        {
            yield break;
        }

        foreach (var selection in recipe.Selections.Where(selection => selection.Place.Call is GroupStep))
        {
            // A parameter that a later head took away trains as little as a frozen one, but that is another mistake.
            var members = MembersOf(selection, recipe);
            if (selection.Parameters.Count > 0
                && members.Length == selection.Parameters.Count
                && members.All(member => member is not null))
            {
                yield return At(
                    selection.ArgumentPlace,
                    $"the group {LayerNames.Literal(selection.Pattern)} has nothing to train: its "
                        + $"{Counted.Parameters(members.Sum(member => member!.Elements))} are frozen by {members[0]!.FrozenBy}",
                    $"add Unfreeze({LayerNames.Literal(selection.Pattern)}), or drop the group",
                    Edits(recipe, selection));
            }
        }

        if (OptimizerOverNothing(recipe) is >= 0 and var step && !recipe.HasNoHead)
        {
            yield return At(
                step,
                "the optimizer has nothing to train: all "
                    + $"{Counted.Parameters(recipe.Parameters.Sum(parameter => parameter.Elements))} are frozen",
                $"add Unfreeze({Literal.Text(recipe.Graph!.HeadPath)}), or put a new head after the last freeze",
                [Edit.Insert(AfterFreezes(recipe, step), $"Unfreeze({Literal.Text(recipe.Graph!.HeadPath)})")]);
        }
    }

    /// <summary>
    /// Returns the step that gives an optimizer to a recipe without phases in which everything is frozen; -1 when there is
    /// none.
    /// </summary>
    public static int OptimizerOverNothing(SimulatedRecipe recipe) =>
        recipe.Phases is [{ Step: < 0, Parameters.Count: > 0, TrainsNothing: true }]
            ? recipe.LastIndex(step => step.Definition.Kind == Steps.Optimizer.Kind)
            : -1;

    // In a recipe with phases, which of them is to train the layer is not known.
    private static IReadOnlyList<Edit> Edits(SimulatedRecipe recipe, Selection group)
    {
        if (recipe.Steps.Any(step => step is PhaseStep))
        {
            return [];
        }

        var drop = Edit.Drop(group.Place);
        var trained = recipe.Selections
            .Where(selection => selection.Place.Call is UnfreezeStep or UnfreezeFromStep && selection.Parameters.Count > 0)
            .ToArray();
        return
        [
            .. trained is [{ Pattern: var layer }]
                ? [Edit.Replace(group.ArgumentPlace, LayerNames.Literal(layer))]
                : Array.Empty<Edit>(),
            Edit.Insert(AfterFreezes(recipe, group.Place.Step), $"Unfreeze({LayerNames.Literal(group.Pattern)})"),
            drop,
        ];
    }

    /// <summary>
    /// Returns the step after which an unfreeze holds: before the one that needs it, unless something freezes later.
    /// </summary>
    private static RecipePlace AfterFreezes(SimulatedRecipe recipe, int needed) => RecipePlace.Before(
        Math.Max(needed, 1 + recipe.LastIndex(step => step is FreezeAllStep or FreezeStep or FreezeUpToStep)));

    /// <summary>
    /// Returns what a group names, as it is in the first phase that the group holds in; null for what trains in one of them.
    /// </summary>
    private static ParameterState?[] MembersOf(Selection selection, SimulatedRecipe recipe)
    {
        var phases = recipe.Phases.Where(phase => phase.Selections.Contains(selection)).ToArray();
        var named = new HashSet<string>(selection.Parameters);
        var first = phases[0].Parameters.Where(parameter => named.Contains(parameter.Name)).ToArray();
        return first
            .Select(parameter => phases.Any(phase => phase.Trainable().Contains(parameter.Name)) ? null : parameter)
            .ToArray();
    }
}
