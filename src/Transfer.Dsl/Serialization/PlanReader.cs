using Transfer.Common;
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
            document.Preprocessing,
            graph,
            parameters,
            phases.ToEquatableList(),
            document.Schedule ?? Schedules.Constant(),
            new RunSettings(NoNull(document.Training ?? [], "$.training").ToEquatableList()),
            Positive(document.BatchSize, "$.batchSize"),
            document.Seed,
            Adaptations(document.Adaptations ?? [], graph, "$.adaptations"),
            NoNull(document.Selections ?? [], "$.selections").ToEquatableList(),
            NoNull(document.Findings, "$.findings")
                .Select((finding, i) => finding.Read($"$.findings[{i}]"))
                .ToEquatableList());
    }

    /// <summary>The error of a document that is wrong at a place.</summary>
    public static FormatException Wrong(string path, string what, Exception? cause = null) =>
        new($"The plan is wrong at {path}: {what}.", cause);

    public static int Positive(int value, string path) =>
        value > 0 ? value : throw Wrong(path, $"a number from 1 is expected, got {value}");

    /// <summary>The array itself: the serializer lets null through where an array's elements are concerned.</summary>
    public static T[] NoNull<T>(T[] items, string path)
        where T : class
    {
        var index = Array.IndexOf(items, null);
        return index < 0 ? items : throw Wrong($"{path}[{index}]", "null is no element of this array");
    }

    private static EquatableList<WeightAdaptation> Adaptations(WeightAdaptation[] adaptations, Graph graph, string path)
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

        return adaptations.ToEquatableList();
    }

    private static EquatableList<PlannedParameter> Parameters(PlannedParameter[] parameters, Graph graph)
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
            ? parameters.ToEquatableList()
            : throw Wrong("$.parameters", $"the graph has {graph.Parameters.Count} parameters, not {parameters.Length}");
    }
}
