using Transfer.Graphs;

namespace Transfer.Weights;

/// <summary>Pairs the tensors of a file with those of a network, one by one.</summary>
internal static class WeightsMatch
{
    /// <summary>What to load from where; nothing is loaded unless everything fits.</summary>
    /// <param name="plan">The plan whose network is filled.</param>
    /// <param name="file">The tensors of the file under their present names.</param>
    /// <param name="path">The file, for messages.</param>
    /// <param name="withHead">Whether the file is a whole model of this plan, its head included.</param>
    public static LoadReport Check(Plan plan, IReadOnlyDictionary<string, WeightTensor> file, string path, bool withHead)
    {
        var graph = plan.Graph;
        var fresh = withHead
            ? []
            : plan.Parameters.Where(parameter => parameter.Provenance == Provenance.New).Select(parameter => parameter.Name).ToHashSet();
        var freshNodes = graph.Parameters.Where(tensor => fresh.Contains(tensor.Name)).Select(tensor => tensor.Node).ToHashSet();

        // A replaced head is the place of the classifier, whatever stands there now: an empty head has no parameter to be new.
        var headReplaced = !withHead && (fresh.Count > 0
            || !graph.Parameters.Any(tensor => HeadSurgery.IsHead(graph, graph.Nodes[tensor.Node])));
        List<string> loaded = [], missing = [], newInHead = [], problems = [];
        foreach (var tensor in graph.Parameters.Concat(graph.Buffers))
        {
            if (freshNodes.Contains(tensor.Node))
            {
                newInHead.Add(tensor.Name);
            }
            else if (!file.TryGetValue(tensor.Name, out var found))
            {
                var mayMiss = tensor.Name.EndsWith(".num_batches_tracked", StringComparison.Ordinal);
                (mayMiss ? missing : problems).Add(mayMiss ? tensor.Name : $"{tensor.Name} {tensor.Shape} is missing");
            }
            else if (Mismatch(tensor, found, withHead ? null : AdaptationOf(plan, tensor.Name)) is { } problem)
            {
                problems.Add(problem);
            }
            else
            {
                loaded.Add(tensor.Name);
            }
        }

        var known = loaded.Concat(missing).ToHashSet();
        var replaced = new List<string>();
        foreach (var name in file.Keys.Where(name => !known.Contains(name)))
        {
            if (headReplaced && ModulePath.IsWithin(name, graph.HeadPath))
            {
                replaced.Add(name);
            }
            else if (!graph.Parameters.Concat(graph.Buffers).Any(tensor => tensor.Name == name))
            {
                problems.Add($"{name} [{string.Join(", ", file[name].Shape)}] is not part of the network");
            }
        }

        return problems.Count == 0
            ? new LoadReport(path, loaded, missing, replaced, newInHead)
            : throw new WeightsFileException(path, Explain(graph.Architecture, problems, loaded.Count), Remedy(graph));
    }

    /// <summary>How a published parameter is changed to fit; null when it is loaded as it is.</summary>
    public static WeightAdaptation? AdaptationOf(Plan plan, string parameter) =>
        plan.Adaptations.FirstOrDefault(adaptation => adaptation.Parameter == parameter);

    private static string? Mismatch(GraphTensor tensor, WeightTensor found, WeightAdaptation? adaptation)
    {
        // Outputs × channels × height × width: the channels are those of the file's own input.
        var expected = tensor.Shape.Dimensions.Select((length, i) => (long)(i == 1 && adaptation is not null ? adaptation.From : length));
        if (!found.Shape.SequenceEqual(expected))
        {
            return $"{tensor.Name} is [{string.Join(", ", found.Shape)}] in the file and [{string.Join(", ", expected)}] "
                + (adaptation is null ? "in the network" : "where it is adapted from");
        }

        var isFloat = found.DType is WeightDType.F64 or WeightDType.F32 or WeightDType.F16 or WeightDType.BF16;
        return isFloat != tensor.Spec.IsInteger
            ? null
            : $"{tensor.Name} is {found.DType} in the file, the network wants {(tensor.Spec.IsInteger ? "integers" : "floating point")}";
    }

    private static string Explain(string architecture, List<string> problems, int fitting)
    {
        const int Most = 12;
        var shown = string.Join("\n", problems.Take(Most).Select(problem => "  " + problem));
        var rest = problems.Count > Most ? $"\n  and {problems.Count - Most} more" : string.Empty;
        return $"the tensors do not fit {architecture} ({fitting} fit, {problems.Count} do not; nothing was loaded):\n{shown}{rest}";
    }

    private static string Remedy(Graph graph) =>
        $"Check that the file belongs to {graph.Architecture}; if it was trained with another number of classes, put a head on in the recipe: Head(…)";
}
