using Transfer.Graphs;

namespace Transfer.Planning;

/// <summary>A BatchNorm that normalizes by the statistics of each training batch.</summary>
/// <param name="Node">Its node.</param>
/// <param name="IsTrained">Whether its parameters train; statistics drift otherwise.</param>
/// <param name="IsHead">Whether it belongs to the head.</param>
internal sealed record TrainingNorm(Node Node, bool IsTrained, bool IsHead)
{
    /// <summary>
    /// Gets a value indicating whether each channel has one value an image: the features of a head, or a map of one pixel.
    /// </summary>
    public bool HasOneValue => Node.Output.Rank > 0 && Node.Output.Dimensions.Skip(1).All(length => length == 1);
}

/// <summary>Finds what depends on the batches of a phase.</summary>
internal static class TrainingNorms
{
    /// <summary>Returns the BatchNorm layers that run in training mode, in the order of execution.</summary>
    public static IReadOnlyList<TrainingNorm> Of(Graph graph, SimulatedPhase phase)
    {
        var trained = new HashSet<int>(graph.Parameters
            .Zip(phase.Parameters, (tensor, parameter) => (tensor.Node, parameter.FrozenBy))
            .Where(pair => pair.FrozenBy is null)
            .Select(pair => pair.Node));
        return graph.Nodes
            .Where(node => node.Operator.HasRunningStatistics)
            .Select(node => new TrainingNorm(node, trained.Contains(node.Index), HeadSurgery.IsHead(graph, node)))
            .Where(norm => norm.IsTrained || phase.NormMode == FrozenBatchNorm.Train)
            .ToArray();
    }
}
