using Transfer.Graphs;
using Transfer.Recipes;

namespace Transfer.Planning;

/// <summary>The call, and its argument, by which a layer trains while others do not.</summary>
/// <param name="By">The call.</param>
/// <param name="Place">Its layer argument, or the call itself.</param>
/// <param name="Pattern">What it names; null where it names nothing.</param>
internal sealed record LayerPlace(StepPlace By, RecipePlace Place, string? Pattern)
{
    /// <summary>
    /// Returns what made a layer train: the last call that unfroze it by name, or otherwise the last call that froze the layers
    /// around it.
    /// </summary>
    public static LayerPlace? Of(SimulatedPhase phase, Graph graph, GraphTensor layer, IReadOnlyList<Node> frozen)
    {
        var unfrozen = phase.Selections.LastOrDefault(selection =>
            selection.Place.Call is UnfreezeStep or UnfreezeFromStep && selection.Parameters.Contains(layer.Name));
        if (unfrozen is not null)
        {
            return new LayerPlace(unfrozen.Place, unfrozen.ArgumentPlace, unfrozen.Pattern);
        }

        var nodes = new HashSet<int>(frozen.Select(node => node.Index));
        var freeze = graph.Parameters
            .Zip(phase.Parameters, (tensor, parameter) => (tensor.Name, tensor.Node, parameter.FrozenBy))
            .Where(pair => nodes.Contains(pair.Node) && pair.FrozenBy is not null)
            .OrderByDescending(pair => pair.FrozenBy!.Step)
            .FirstOrDefault();
        if (freeze.FrozenBy is not { } by)
        {
            return null;
        }

        var named = phase.Selections.FirstOrDefault(selection =>
            selection.Place == by && (by.Call is FreezeUpToStep || selection.Parameters.Contains(freeze.Name)));
        return new LayerPlace(by, named?.ArgumentPlace ?? by.Place, named?.Pattern);
    }

    /// <summary>Returns whether a part of the backbone trains in a phase and a part does not.</summary>
    public static bool IsBetween(SimulatedPhase phase, Graph graph)
    {
        // Every recipe is asked at every key stroke, and most are not: names are compared only where it matters.
        var (trained, frozen) = (false, false);
        for (var i = 0; i < graph.Parameters.Count && !(trained && frozen); i++)
        {
            ref var seen = ref phase.Parameters[i].FrozenBy is null ? ref trained : ref frozen;
            seen = seen || !HeadSurgery.IsHead(graph, graph.Nodes[graph.Parameters[i].Node]);
        }

        return trained && frozen;
    }
}
