using Transfer.Graphs;
using Transfer.Operators;
using Transfer.Planning;

namespace Transfer.Plans;

/// <summary>A line of a plan's table: the largest module whose parameters all share one state.</summary>
internal sealed record PlanRow(
    string Path, Shape Output, long Parameters, long Trained, ParameterGroup? Group, IReadOnlyList<double> Decays, string State)
{
    public static IReadOnlyList<PlanRow> Of(Plan plan, Phase phase)
    {
        var groups = phase.Groups
            .SelectMany(group => group.Parameters.Select(name => (Name: name, Group: group)))
            .ToDictionary(pair => pair.Name, pair => pair.Group);
        var inference = new HashSet<int>(phase.InferenceNodes);
        var provenance = plan.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Provenance);
        var tensors = plan.Graph.Parameters.Select(tensor => new Member(
            tensor,
            groups.TryGetValue(tensor.Name, out var group) ? group : null,
            provenance[tensor.Name],
            plan.Graph.Nodes[tensor.Node].Operator.HasRunningStatistics ? inference.Contains(tensor.Node) : null));
        var rows = new List<PlanRow>();
        Split(plan.Graph, tensors.ToArray(), 1, rows);
        return rows;
    }

    private static void Split(Graph graph, IReadOnlyList<Member> members, int depth, List<PlanRow> rows)
    {
        // Neighbours only: a module's rows stay where its parameters are.
        for (var start = 0; start < members.Count;)
        {
            var path = ModulePath.Prefix(members[start].Tensor.Name, depth);
            var end = start;
            while (end < members.Count && ModulePath.Prefix(members[end].Tensor.Name, depth) == path)
            {
                end++;
            }

            var module = members.Skip(start).Take(end - start).ToArray();
            var uniform = module.Select(member => (member.Group?.LearningRate, Name: NameOf(member), member.Provenance))
                .Distinct()
                .Count() == 1
                && module.Select(member => member.NormInference).Where(mode => mode is not null).Distinct().Count() <= 1;
            if (uniform)
            {
                rows.Add(Row(graph, path, module));
            }
            else
            {
                Split(graph, module, depth + 1, rows);
            }

            start = end;
        }
    }

    private static PlanRow Row(Graph graph, string path, IReadOnlyList<Member> members)
    {
        var elements = members.Sum(member => member.Tensor.Shape.Elements);
        var group = members[0].Group;
        var output = graph.Nodes.LastOrDefault(node => ModulePath.IsWithin(node.Path, path))
            ?? graph.Nodes[members[0].Tensor.Node];
        return new PlanRow(
            path, output.Output, elements, group is null ? 0 : elements, group, DecaysOf(members), Describe(members));
    }

    // A group and its part without decay stand in one row: biases and norms apart, every layer would be a row.
    private static string? NameOf(Member member) => member.Group is null ? null : ParameterGroups.NameOf(member.Group);

    private static double[] DecaysOf(IEnumerable<Member> members) =>
        members.Select(member => member.Group?.WeightDecay ?? 0).Distinct().OrderByDescending(decay => decay).ToArray();

    private static string Describe(IReadOnlyList<Member> members)
    {
        var words = new List<string> { members[0].Group is null ? "frozen" : "trains" };
        if (members[0].Provenance == Provenance.New)
        {
            words.Add("new");
        }

        if (members.FirstOrDefault(member => member.NormInference is not null)?.NormInference is { } inference
            && inference != (members[0].Group is null))
        {
            words.Add(inference ? "BatchNorm in inference" : "BatchNorm drifts");
        }

        return string.Join(", ", words);
    }

    private sealed record Member(GraphTensor Tensor, ParameterGroup? Group, Provenance Provenance, bool? NormInference);
}
