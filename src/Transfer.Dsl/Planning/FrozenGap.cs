using Transfer.Graphs;

namespace Transfer.Planning;

/// <summary>
/// Represents frozen layers that run before everything that trains, and yet are in no frozen prefix: the network bypasses them,
/// as a residual block's shortcut does.
/// </summary>
/// <param name="First">The first node that trains.</param>
/// <param name="Block">The module that holds it and the frozen layers before it.</param>
/// <param name="Before">What the frozen prefix ends with; null when there is none.</param>
/// <param name="Frozen">The frozen nodes between.</param>
/// <param name="MultiplyAdds">What they cost for one image.</param>
internal sealed record FrozenGap(Node First, string Block, string? Before, IReadOnlyList<Node> Frozen, long MultiplyAdds)
{
    /// <summary>Returns the gap of a phase; null when the prefix reaches as far as the frozen layers do.</summary>
    public static FrozenGap? Of(Graph graph, ISet<string> trainable, Liveness liveness)
    {
        var first = FirstTrained(graph, trainable);
        if (first < 0)
        {
            return null;
        }

        var start = (liveness.Cut?.Node ?? 0) + 1;
        var frozen = graph.Nodes.Skip(start).Take(first - start).ToArray();
        var cost = frozen.Sum(graph.MultiplyAddsOf);
        return cost == 0
            ? null
            : new FrozenGap(
                graph.Nodes[first],
                Common(frozen.First(node => node.Path.Length > 0).Path, graph.Nodes[first].Path),
                liveness.Cut?.After,
                frozen,
                cost);
    }

    private static int FirstTrained(Graph graph, ISet<string> trainable) => graph.Parameters
        .Where(parameter => trainable.Contains(parameter.Name))
        .Select(parameter => parameter.Node)
        .DefaultIfEmpty(-1)
        .Min();

    private static string Common(string left, string right)
    {
        var depth = ModulePath.Depth(left);
        while (depth > 0 && !ModulePath.IsWithin(right, ModulePath.Prefix(left, depth)))
        {
            depth--;
        }

        return ModulePath.Prefix(left, depth);
    }
}
