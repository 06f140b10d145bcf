using Transfer.Common;
using Transfer.Graphs;
using Transfer.Planning;
using Transfer.Recipes;
using Transfer.Recipes.Selection;

namespace Transfer.Rules;

/// <summary>TRF008: of the layer that a parameter group names, a part is frozen, and has no use for the group's rate.</summary>
[RuleDescription("""
    `Group(…)` names a layer by its path, and a part of the layer is frozen in every phase that has the group. The
    message states how many of its parameters.
    """)]
[RuleExample(
    wrong: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .Unfreeze("layer4.1")
            .Head(10)
            .Group("layer4", learningRate: 1e-4)   // TRF008: 3,673,088 of its 8,393,728 parameters are frozen
        """,
    right: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .Unfreeze("layer4.1")
            .Head(10)
            .Group("layer4.1", learningRate: 1e-4)
        """)]
internal sealed class GroupOverSomeFrozenParameters()
    : Rule("TRF008", "Parameter group over a partly frozen layer", Severity.Info)
{
    public override IEnumerable<Finding> Check(SimulatedRecipe recipe)
    {
        if (!recipe.IsSound)
        {
            yield break;
        }

        foreach (var selection in recipe.Selections
            .Where(selection => selection.Place.Call is GroupStep && IsPath(selection.Pattern)))
        {
            var named = new HashSet<string>(selection.Parameters);
            var inPhases = recipe.Phases
                .Where(phase => phase.Selections.Contains(selection))
                .SelectMany(phase => phase.Parameters)
                .Where(parameter => named.Contains(parameter.Name))
                .GroupBy(parameter => parameter.Name)
                .ToArray();
            var states = inPhases.ToLookup(
                parameter => parameter.All(state => state.FrozenBy is not null), parameter => parameter.First());
            var frozen = states[true].ToArray();
            var trained = states[false].ToArray();
            if (frozen.Length > 0
                && trained.Length > 0
                && !AreOfOneKind(frozen, recipe.Graph!)
                && !AreOfOneKind(trained, recipe.Graph!))
            {
                yield return At(
                    selection.ArgumentPlace,
                    $"the group {LayerNames.Literal(selection.Pattern)} trains only partly: "
                    + $"{Counted.Number(frozen.Sum(state => state.Elements))} of its "
                        + $"{Counted.Parameters(frozen.Concat(trained).Sum(state => state.Elements))} are frozen by "
                        + $"{frozen[0].FrozenBy}",
                    $"name only what trains, or add Unfreeze({LayerNames.Literal(selection.Pattern)})");
            }
        }
    }

    // A glob or a kind takes in what it finds, wherever that is.
    private static bool IsPath(string pattern) => pattern.IndexOfAny(['*', '?', ':']) < 0;

    // Norms or biases that are frozen, or train, alone are meant so: it is how both are treated apart.
    private static bool AreOfOneKind(IEnumerable<ParameterState> parameters, Graph graph)
    {
        var names = new HashSet<string>(parameters.Select(parameter => parameter.Name));
        var tensors = graph.Parameters.Where(parameter => names.Contains(parameter.Name)).ToArray();
        return new[] { Layers.Norms, Layers.Biases }.Any(kind => tensors.All(tensor => Selector.IsOfKind(kind, tensor, graph)));
    }
}
