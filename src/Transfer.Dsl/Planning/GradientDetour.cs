using Transfer.Graphs;
using Transfer.Recipes.Selection;

namespace Transfer.Planning;

/// <summary>
/// Represents frozen layers above layers that train: nothing in them is learnt, but gradients must pass back through them.
/// </summary>
/// <param name="Low">The lowest parameter that trains below them.</param>
/// <param name="Frozen">The frozen nodes, first to last.</param>
/// <param name="MultiplyAdds">What the gradients' way back through them costs for one image.</param>
/// <param name="Bytes">What the activations around them take for one image, in float32: kept from the forward pass on.</param>
internal sealed record GradientDetour(GraphTensor Low, IReadOnlyList<Node> Frozen, long MultiplyAdds, long Bytes)
{
    /// <summary>
    /// Returns the detour of a phase; null when what trains is above all that is frozen. Biases and normalizations that train
    /// among frozen weights are a method, not a detour; so is a first convolution that was changed to another number of
    /// channels.
    /// </summary>
    public static GradientDetour? Of(Graph graph, ISet<string> trainable)
    {
        var weights = graph.Parameters
            .Where(parameter => !Selector.IsOfKind(Layers.Head, parameter, graph)
                && !Selector.IsOfKind(Layers.Biases, parameter, graph)
                && !Selector.IsOfKind(Layers.Norms, parameter, graph))
            .ToArray();
        var low = weights
            .Where(parameter => trainable.Contains(parameter.Name) && !IsAdaptedStem(graph, parameter))
            .OrderBy(parameter => parameter.Node)
            .FirstOrDefault();
        if (low is null)
        {
            return null;
        }

        var follows = new bool[graph.Nodes.Count];
        foreach (var node in graph.Nodes.Skip(low.Node))
        {
            follows[node.Index] = node.Index == low.Node || node.Inputs.Any(input => follows[input]);
        }

        var trained = new HashSet<int>(weights
            .Where(parameter => trainable.Contains(parameter.Name))
            .Select(parameter => parameter.Node));
        var frozen = weights
            .Select(parameter => parameter.Node)
            .Distinct()
            .Where(node => node > low.Node && follows[node] && !trained.Contains(node))
            .OrderBy(node => node)
            .Select(node => graph.Nodes[node])
            .Where(node => graph.MultiplyAddsOf(node) > 0)
            .ToArray();
        return frozen.Length == 0
            ? null
            : new GradientDetour(
                low,
                frozen,
                frozen.Sum(graph.MultiplyAddsOf),
                sizeof(float) * frozen
                    .SelectMany(node => node.Inputs)
                    .Distinct()
                    .Sum(input => graph.Nodes[input].Output.Elements));
    }

    private static bool IsAdaptedStem(Graph graph, GraphTensor parameter) =>
        graph.Input[0] != InputChannels.Rgb && graph.Nodes[parameter.Node].Inputs.Contains(0);
}
