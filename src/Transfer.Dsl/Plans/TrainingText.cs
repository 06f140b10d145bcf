using Transfer.Common;
using Transfer.Graphs;
using Transfer.Recipes;
using Transfer.Recipes.Selection;

namespace Transfer.Plans;

/// <summary>Prints what holds for all phases of a plan; what is as usual is left out.</summary>
internal static class TrainingText
{
    private const int Width = 9;

    // The order of the lines; those of one label are in the order of the recipe.
    private static readonly string[] Labels = ["Loss", "Rates", "Images", "Batches", "Run"];

    public static IEnumerable<string> Of(Plan plan)
    {
        var rates = plan.Schedule is ConstantSchedule ? [] : new[] { new PlanLine("Rates", $"{plan.Schedule} over the run") };
        var lines = plan.Training.SelectMany(setting => setting.Lines).Concat(rates);
        foreach (var line in lines.OrderBy(line => Array.IndexOf(Labels, line.Label)))
        {
            yield return line.Label.PadRight(Width) + line.Text;
        }

        // A plain path shows in the table; what a glob or a kind takes in does not.
        foreach (var selection in plan.Selections.Where(selection => !IsPath(plan.Graph, selection.Layers)))
        {
            yield return $"Matched  {Counted.Times(selection.Parameters, "tensor")} of "
                + $"{Counted.Parameters(selection.Elements)}: "
                + $"{LayerNames.Literal(selection.Layers)} in {selection.Step.TrimStart('.')}"
                + (selection.Phase is { } phase ? $", phase {Literal.Text(phase)}" : string.Empty);
        }
    }

    private static bool IsPath(Graph graph, string layers) => graph.Nodes.Any(node => ModulePath.IsWithin(node.Path, layers))
        || graph.Parameters.Any(parameter => parameter.Name == layers);
}
