using Transfer.Common;
using Transfer.Graphs;

namespace Transfer.Planning;

/// <summary>
/// Determines which modules of a custom network run in inference mode. The order of execution is not known, so the module tree
/// decides: a module whose parameters are all frozen runs in inference mode, its dropout included. Nothing is known about a
/// cut.
/// </summary>
internal static class CustomLiveness
{
    public static Liveness Of(Graph graph, ISet<string> trainable, FrozenBatchNorm frozenNorms)
    {
        var inference = graph.Nodes
            .Where(node => node.Index > 0 && IsInInference(graph, node, trainable, frozenNorms))
            .Select(node => node.Index)
            .ToEquatableList();
        return new Liveness(graph.Nodes.Select(_ => true).ToArray(), inference, Cut: null);
    }

    private static bool IsInInference(Graph graph, Node node, ISet<string> trainable, FrozenBatchNorm frozenNorms)
    {
        var drifts = node.Operator.HasRunningStatistics && frozenNorms == FrozenBatchNorm.Train;
        return !drifts && (node.Operator.Parameters.Count > 0
            ? graph.Parameters.Where(parameter => parameter.Node == node.Index).All(IsFrozen)
            : IsInsideFrozenModule());

        bool IsFrozen(GraphTensor parameter) => !trainable.Contains(parameter.Name);

        // The smallest module around it that has parameters. A head that trains does not make the statistics of the features
        // move; dropout before it does regularize it.
        bool IsInsideFrozenModule()
        {
            for (var depth = ModulePath.Depth(node.Path) - 1; depth >= 0; depth--)
            {
                var module = ModulePath.Prefix(node.Path, depth);
                var inside = graph.Parameters
                    .Where(parameter => ModulePath.IsWithin(graph.Nodes[parameter.Node].Path, module))
                    .Where(parameter =>
                        !node.Operator.HasRunningStatistics || !HeadSurgery.IsHead(graph, graph.Nodes[parameter.Node]))
                    .ToArray();
                if (inside.Length > 0)
                {
                    return inside.All(IsFrozen);
                }
            }

            return false;
        }
    }
}
