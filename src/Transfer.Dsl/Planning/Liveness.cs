using Transfer.Common;
using Transfer.Graphs;
using Transfer.Operators;

namespace Transfer.Planning;

/// <summary>Represents which nodes train, which run in inference mode, and where the frozen prefix ends.</summary>
/// <param name="NeedsGradient">For each node, whether something that trains lies at it or before it.</param>
/// <param name="InferenceNodes">Nodes that run as in inference while the rest trains.</param>
/// <param name="Cut">Where the frozen prefix ends.</param>
internal sealed record Liveness(IReadOnlyList<bool> NeedsGradient, EquatableList<int> InferenceNodes, Cut? Cut)
{
    public static Liveness Of(Graph graph, ISet<string> trainable, FrozenBatchNorm frozenNorms)
    {
        if (graph.IsCustom)
        {
            return CustomLiveness.Of(graph, trainable, frozenNorms);
        }

        var nodes = graph.Nodes;
        var trains = new bool[nodes.Count];
        foreach (var parameter in graph.Parameters.Where(parameter => trainable.Contains(parameter.Name)))
        {
            trains[parameter.Node] = true;
        }

        var needsGradient = Downstream(nodes, node => trains[node.Index]);
        var driftingNorm = frozenNorms == FrozenBatchNorm.Train;
        var varies = Downstream(nodes, node => trains[node.Index] || (driftingNorm && node.Operator.HasRunningStatistics));
        var inference = new HashSet<int>();
        foreach (var node in nodes)
        {
            if ((node.Operator.HasRunningStatistics && !trains[node.Index] && !driftingNorm)
                || (node.Operator.IsRandom && IsInsideFrozenPart(nodes, node, varies, trains)))
            {
                inference.Add(node.Index);
            }
        }

        // What is left random makes everything after it different in each epoch.
        var changes = Downstream(nodes, node => varies[node.Index]
            || (node.Operator.IsRandom && !inference.Contains(node.Index)));
        return new Liveness(needsGradient, inference.OrderBy(index => index).ToEquatableList(), FindCut(graph, changes));
    }

    private static bool[] Downstream(EquatableList<Node> nodes, Func<Node, bool> starts)
    {
        var result = new bool[nodes.Count];
        foreach (var node in nodes)
        {
            result[node.Index] = starts(node) || node.Inputs.Any(input => result[input]);
        }

        return result;
    }

    /// <summary>
    /// Returns a random layer regularizes what trains next after it. One whose result goes through frozen parameters first, or
    /// that nothing trainable follows, only makes the frozen features noisy: it is off. So is stochastic depth, wherever it
    /// stands: it thins out the branch before it, and that is frozen.
    /// </summary>
    private static bool IsInsideFrozenPart(EquatableList<Node> nodes, Node layer, bool[] varies, bool[] trains)
    {
        if (varies[layer.Index])
        {
            return false;
        }

        if (layer.Operator.Randomness == Randomness.Branches)
        {
            return true;
        }

        var reached = new HashSet<int> { layer.Index };
        var trainsAfter = false;
        foreach (var node in nodes.Skip(layer.Index + 1).Where(node => node.Inputs.Any(reached.Contains)))
        {
            if (varies[node.Index])
            {
                trainsAfter |= trains[node.Index];
                continue;
            }

            if (node.Operator.Parameters.Count > 0)
            {
                return true;
            }

            reached.Add(node.Index);
        }

        return !trainsAfter;
    }

    // The last unchanging node that nothing after it looks past. Where what leads to it costs nothing, such as a pooling that
    // repeats pixels, an earlier one may have fewer bytes.
    private static Cut? FindCut(Graph graph, bool[] changes)
    {
        var firstChange = Array.IndexOf(changes, true);
        var last = (firstChange < 0 ? graph.Nodes.Count : firstChange) - 1;
        int? best = null;
        for (var candidate = last; candidate > 0; candidate--)
        {
            if (graph.Nodes.Skip(candidate + 1).All(node => node.Inputs.All(input => input >= candidate))
                && (best is null || Elements(candidate) < Elements(best.Value)))
            {
                best = candidate;
            }

            if (best is not null && !CostsNothing(graph, graph.Nodes[candidate]))
            {
                break;
            }
        }

        return best is { } node ? new Cut(node, ModuleEndingAt(graph, node), graph.Nodes[node].Output) : null;

        long Elements(int node) => graph.Nodes[node].Output.Elements;
    }

    private static bool CostsNothing(Graph graph, Node node) =>
        node.Operator.Parameters.Count == 0 && graph.MultiplyAddsOf(node) == 0;

    private static string ModuleEndingAt(Graph graph, int index)
    {
        var named = index;
        while (named > 0 && graph.Nodes[named].Path.Length == 0)
        {
            named--;
        }

        var path = graph.Nodes[named].Path;
        for (var depth = 1; depth < ModulePath.Depth(path); depth++)
        {
            var module = ModulePath.Prefix(path, depth);
            if (!graph.Nodes.Skip(index + 1).Any(node => ModulePath.IsWithin(node.Path, module)))
            {
                return module;
            }
        }

        return path;
    }
}
