using Transfer.Graphs;
using Transfer.Planning;
using Transfer.Weights.Storage;

namespace Transfer.Weights.Loading;

/// <summary>
/// The tensors of a file paired with those of a plan's network, one by one, after all were checked: names, shapes and types. Any
/// back end fills its network from it.
/// </summary>
public sealed class WeightsMatch
{
    private WeightsMatch(LoadReport report, IReadOnlyList<MatchedTensor> tensors) => (Report, Tensors) = (report, tensors);

    /// <summary>Gets the report of how each tensor is loaded.</summary>
    public LoadReport Report { get; }

    /// <summary>Gets the tensors to load, in state-dict order.</summary>
    public IReadOnlyList<MatchedTensor> Tensors { get; }

    /// <summary>Pairs pretrained weights with the plan's network; a new head stays out.</summary>
    /// <param name="plan">The plan whose network is filled.</param>
    /// <param name="file">The open file, which may have the names that older versions of the network had.</param>
    /// <returns>The pairs.</returns>
    /// <exception cref="WeightsFileException">A tensor is missing, left over, or of another shape or type.</exception>
    public static WeightsMatch OfPretrained(Plan plan, WeightsFileContents file) => Of(plan, file, withHead: false);

    /// <summary>Pairs a whole model, its head included, with the plan's network.</summary>
    /// <param name="plan">The plan whose network is filled.</param>
    /// <param name="file">The open file.</param>
    /// <returns>The pairs.</returns>
    /// <exception cref="WeightsFileException">A tensor is missing, left over, or of another shape or type.</exception>
    public static WeightsMatch OfModel(Plan plan, WeightsFileContents file) => Of(plan, file, withHead: true);

    private static WeightsMatch Of(Plan plan, WeightsFileContents file, bool withHead)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(file);
        var tensors = file.ToDictionary(tensor => plan.CurrentName(tensor.Name));
        var report = Check(plan, tensors, file.Path, withHead);
        return new(
            report,
            [
                .. report.Loaded.Select(
                    name => new MatchedTensor(name, tensors[name], withHead ? null : AdaptationOf(plan, name)))]);
    }

    // Nothing is loaded unless everything fits. The tensors of the file stand under their present names.
    private static LoadReport Check(Plan plan, IReadOnlyDictionary<string, WeightTensor> file, string path, bool withHead)
    {
        var graph = plan.Graph;
        var fresh = withHead
            ? []
            : plan.Parameters
                .Where(parameter => parameter.Provenance == Provenance.New)
                .Select(parameter => parameter.Name)
                .ToHashSet();
        var freshNodes = graph.Parameters.Where(tensor => fresh.Contains(tensor.Name)).Select(tensor => tensor.Node).ToHashSet();

        // A replaced head is the place of the classifier, whatever stands there now: an empty head has no parameter to be new.
        var headReplaced = !withHead && (fresh.Count > 0
            || !graph.Parameters.Any(tensor => graph.IsInHead(graph.Nodes[tensor.Node].Path)));
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
            if (headReplaced && graph.IsInHead(name))
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

    private static WeightAdaptation? AdaptationOf(Plan plan, string parameter) =>
        plan.Adaptations.FirstOrDefault(adaptation => adaptation.Parameter == parameter);

    private static string? Mismatch(GraphTensor tensor, WeightTensor found, WeightAdaptation? adaptation)
    {
        // Outputs × channels × height × width: the channels are those of the file's own input.
        var expected =
            tensor.Shape.Dimensions.Select((length, i) => (long)(i == 1 && adaptation is not null ? adaptation.From : length));
        if (!found.Shape.SequenceEqual(expected))
        {
            return $"{tensor.Name} is [{string.Join(", ", found.Shape)}] in the file and [{string.Join(", ", expected)}] "
                + (adaptation is null ? "in the network" : "where it is adapted from");
        }

        var isFloat = found.DType is WeightDType.F64 or WeightDType.F32 or WeightDType.F16 or WeightDType.BF16;
        return isFloat != tensor.Spec.IsInteger
            ? null
            : $"{tensor.Name} is {found.DType} in the file, the network expects "
                + $"{(tensor.Spec.IsInteger ? "integers" : "floating point")}";
    }

    private static string Explain(string architecture, List<string> problems, int fitting)
    {
        const int Most = 12;
        var shown = string.Join("\n", problems.Take(Most).Select(problem => "  " + problem));
        var rest = problems.Count > Most ? $"\n  and {problems.Count - Most} more" : string.Empty;
        return $"the tensors do not fit {architecture} ({fitting} fit, {problems.Count} do not; nothing was "
            + $"loaded):\n{shown}{rest}";
    }

    private static string Remedy(Graph graph) =>
        $"Check that the file belongs to {graph.Architecture}; if it was trained with another number of classes, add a head "
        + "in the recipe: Head(…)";
}
