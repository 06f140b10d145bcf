using Transfer.Graphs;

namespace Transfer.Modules;

/// <summary>Decides where a node may overwrite its first input.</summary>
internal static class InPlace
{
    /// <summary>
    /// Returns the way to compute a node: over its first input, where no node else and no backward pass reads that.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="kernels">The kernel of each node.</param>
    /// <param name="node">The node.</param>
    public static Kernel Choose(Graph graph, IReadOnlyList<OperatorKernel> kernels, Node node) =>
        kernels[node.Index].RunInPlace is { } inPlace && IsSafe(graph, kernels, node) ? inPlace : kernels[node.Index].Run;

    private static bool IsSafe(Graph graph, IReadOnlyList<OperatorKernel> kernels, Node node) =>
        node.Inputs.Count > 0 && node.Inputs[0] is var input && kernels[input].LeavesOutput
        && graph.Nodes.Sum(other => other.Inputs.Count(read => read == input)) == 1;
}
