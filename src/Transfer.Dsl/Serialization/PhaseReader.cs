using Transfer.Common;
using Transfer.Graphs;
using Transfer.Planning;

namespace Transfer.Serialization;

/// <summary>Makes a phase of what was read.</summary>
internal static class PhaseReader
{
    public static Phase Read(PhaseDocument phase, Graph graph, string path)
    {
        CheckGroups(phase.Groups, graph, path + ".groups");
        for (var i = 0; i < phase.InferenceNodes.Length; i++)
        {
            CheckNode(phase.InferenceNodes[i], graph, $"{path}.inferenceNodes[{i}]");
        }

        if (phase.Cut is { } cut)
        {
            CheckNode(cut.Node, graph, path + ".cut.node");
            if (cut.Shape != graph.Nodes[cut.Node].Output)
            {
                throw PlanReader.Wrong(
                    path + ".cut.shape", $"node {cut.Node} gives {graph.Nodes[cut.Node].Output}, not {cut.Shape}");
            }
        }

        var groups = phase.Groups.Select((group, i) => PlanReader.At($"{path}.groups[{i}]", () => new ParameterGroup(
            group.Name, group.LearningRate, group.WeightDecay, group.Parameters.ToEquatableList())));
        return PlanReader.At(path, () => new Phase(
            phase.Name,
            PlanReader.Positive(phase.Epochs, path + ".epochs"),
            phase.Optimizer,
            groups.ToEquatableList(),
            phase.InferenceNodes.ToEquatableList(),
            phase.Cut is { } end ? new Cut(end.Node, end.After, end.Shape) : null,
            PlanReader.At(path + ".cost", () => new PhaseCost(phase.Cost.Forward, phase.Cost.FrozenPrefix, phase.Cost.Backward)),
            phase.Schedule,
            phase.KeepsOptimizerState ?? true));
    }

    private static void CheckGroups(GroupDocument[] groups, Graph graph, string path)
    {
        var known = new HashSet<string>(graph.Parameters.Select(parameter => parameter.Name));
        var owners = new Dictionary<string, string>();
        PlanReader.NoNull(groups, path);
        for (var i = 0; i < groups.Length; i++)
        {
            for (var j = 0; j < groups[i].Parameters.Length; j++)
            {
                var name = groups[i].Parameters[j];
                if (!known.Contains(name))
                {
                    throw PlanReader.Wrong($"{path}[{i}].parameters[{j}]", $"the graph has no parameter \"{name}\"");
                }

                if (!owners.TryAdd(name, groups[i].Name))
                {
                    throw PlanReader.Wrong(
                        $"{path}[{i}].parameters[{j}]", $"\"{name}\" is in the group \"{owners[name]}\" already");
                }
            }
        }
    }

    private static void CheckNode(int node, Graph graph, string path)
    {
        if (node < 0 || node >= graph.Nodes.Count)
        {
            throw PlanReader.Wrong(path, $"the graph has the nodes 0 to {graph.Nodes.Count - 1}, not {node}");
        }
    }
}
