using Transfer.Common;
using Transfer.Data;
using Transfer.Graphs;
using Transfer.Planning;
using Transfer.Recipes;

namespace Transfer.Serialization;

/// <summary>Makes a plan of what was read, and refuses what contradicts itself.</summary>
internal static class PlanReader
{
    public static Plan Read(PlanDocument document)
    {
        var graph = GraphReader.Read(document.Graph);
        var parameters = Parameters(document.Parameters, graph);
        var phases = NoNull(document.Phases, "$.phases").Select((phase, i) => PhaseReader.Read(phase, graph, $"$.phases[{i}]"));
        return new Plan(
            string.Join("\n", NoNull(document.Recipe, "$.recipe")),
            document.Weights,
            Preprocessing(document.Preprocessing, "$.preprocessing"),
            graph,
            parameters,
            phases.ToEquatableList(),
            document.Schedule ?? Schedules.Constant(),
            new RunSettings(NoNull(document.Training ?? [], "$.training").ToEquatableList()),
            Positive(document.BatchSize, "$.batchSize"),
            document.Seed,
            Adaptations(document.Adaptations ?? [], graph, "$.adaptations"),
            Selections(document.Selections ?? [], "$.selections"),
            NoNull(document.Findings, "$.findings")
                .Select((finding, i) => finding.Read($"$.findings[{i}]"))
                .ToEquatableList());
    }

    /// <summary>Returns the error of a document that is wrong at a place.</summary>
    public static FormatException Wrong(string path, string what, Exception? cause = null) =>
        new($"The plan is wrong at {path}: {what}.", cause);

    public static int Positive(int value, string path) =>
        value > 0 ? value : throw Wrong(path, $"a number from 1 is expected, got {value}");

    /// <summary>Returns the array itself: the serializer lets null through where an array's elements are concerned.</summary>
    public static T[] NoNull<T>(T[] items, string path)
        where T : class
    {
        var index = Array.IndexOf(items, null);
        return index < 0 ? items : throw Wrong($"{path}[{index}]", "null is no element of this array");
    }

    /// <summary>Makes a value; what its constructor refuses is an error of the document at its place.</summary>
    public static T At<T>(string path, Func<T> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentException error)
        {
            throw Wrong(path, error.Message.Split(" (Parameter '")[0].TrimEnd('.'), error);
        }
    }

    private static Preprocessing Preprocessing(PreprocessingDocument read, string path) =>
        At(path, () => new Preprocessing(read.Resize, read.Crop, read.Interpolation, read.Mean, read.Std));

    private static EquatableList<SelectionCount> Selections(SelectionDocument[] selections, string path) =>
        NoNull(selections, path)
        .Select((read, i) => At(
            $"{path}[{i}]", () => new SelectionCount(read.Step, read.Phase, read.Layers, read.Parameters, read.Elements)))
        .ToEquatableList();

    private static EquatableList<WeightAdaptation> Adaptations(AdaptationDocument[] adaptations, Graph graph, string path)
    {
        NoNull(adaptations, path);
        for (var i = 0; i < adaptations.Length; i++)
        {
            var (name, channels) = (adaptations[i].Parameter, adaptations[i].To);
            if (!graph.Parameters.Any(
                parameter => parameter.Name == name && parameter.Shape is { Rank: 4 } shape && shape[1] == channels))
            {
                throw Wrong($"{path}[{i}]", $"the graph has no convolution weight \"{name}\" of {channels} channels");
            }
        }

        return adaptations
            .Select((read, i) => At($"{path}[{i}]", () => new WeightAdaptation(read.Parameter, read.Kind, read.From, read.To)))
            .ToEquatableList();
    }

    private static EquatableList<PlannedParameter> Parameters(ParameterDocument[] parameters, Graph graph)
    {
        NoNull(parameters, "$.parameters");
        for (var i = 0; i < Math.Min(parameters.Length, graph.Parameters.Count); i++)
        {
            var (found, expected) = (parameters[i], graph.Parameters[i]);
            if (found.Name != expected.Name || found.Shape != expected.Shape)
            {
                throw Wrong(
                    $"$.parameters[{i}]",
                    $"the graph has \"{expected.Name}\" {expected.Shape} here, not \"{found.Name}\" {found.Shape}");
            }
        }

        return parameters.Length == graph.Parameters.Count
            ? parameters
                .Select((read, i) => At($"$.parameters[{i}]", () => new PlannedParameter(read.Name, read.Shape, read.Provenance)))
                .ToEquatableList()
            : throw Wrong("$.parameters", $"the graph has {graph.Parameters.Count} parameters, not {parameters.Length}");
    }
}
