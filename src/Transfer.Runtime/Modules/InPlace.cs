using Transfer.Graphs;
using Transfer.Operators;

namespace Transfer.Modules;

/// <summary>Decides where a node may overwrite its first input.</summary>
internal static class InPlace
{
    /// <summary>
    /// Whether nobody else reads the first input, and the backward pass of the node that made it does not either: those of
    /// convolution, normalization and sum read their inputs only. A frozen BatchNorm is no exception.
    /// </summary>
    public static bool IsSafe(Graph graph, Node node)
    {
        if (node.Inputs.Count == 0)
        {
            return false;
        }

        var input = node.Inputs[0];
        return graph.Nodes[input].Operator is Conv2d or BatchNorm or Add
            && graph.Nodes.Sum(other => other.Inputs.Count(read => read == input)) == 1;
    }
}
