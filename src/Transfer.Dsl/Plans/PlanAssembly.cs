using Transfer.Architectures;
using Transfer.Common;
using Transfer.Data;
using Transfer.Graphs;
using Transfer.Planning;
using Transfer.Recipes;
using Transfer.Rules;

namespace Transfer.Plans;

/// <summary>Puts a plan together: what the planner computed, and what can be read off the recipe's steps.</summary>
internal static class PlanAssembly
{
    private const int DefaultBatchSize = 32;

    public static Plan Of(
        Architecture architecture,
        IReadOnlyList<Step> steps,
        WeightsEntry weights,
        Graph graph,
        EquatableList<Phase> phases,
        EquatableList<SelectionCount> selections,
        EquatableList<Finding> findings)
    {
        var pretrained = Last<PretrainedStep>(steps)?.Source switch
        {
            WeightsSource.Default => new WeightsSource.Entry(weights.Name),
            var source => source,
        };
        var plan = new Plan(
            string.Join("\n", RecipeText.Lines(architecture, steps)),
            pretrained,
            PreprocessingFor(steps, weights, graph),
            graph,
            Parameters(steps, pretrained, graph),
            phases,
            Last<ScheduleStep>(steps)?.Schedule ?? Schedules.Constant(),
            RunSettings.Of(steps),
            Last<BatchSizeStep>(steps)?.Images ?? DefaultBatchSize,
            Last<SeedStep>(steps)?.Value,
            pretrained is null ? EquatableList<WeightAdaptation>.Empty : InputChannels.AdaptationsFor(graph),
            selections,
            findings);
        return architecture.Factory is { } factory ? plan.WithFactory(factory) : plan;
    }

    private static T? Last<T>(IReadOnlyList<Step> steps)
        where T : Step => steps.OfType<T>().LastOrDefault();

    private static EquatableList<PlannedParameter> Parameters(IReadOnlyList<Step> steps, WeightsSource? pretrained, Graph graph)
    {
        var hasNewHead = steps.Any(step => step is HeadStep or FeaturesStep);
        var elsewhere = pretrained is not null ? Provenance.Pretrained : graph.IsCustom ? Provenance.Factory : Provenance.New;
        return graph.Parameters
            .Select(tensor => new PlannedParameter(
                tensor.Name,
                tensor.Shape,
                hasNewHead && HeadSurgery.IsHead(graph, graph.Nodes[tensor.Node]) ? Provenance.New : elsewhere))
            .ToEquatableList();
    }

    private static Preprocessing PreprocessingFor(IReadOnlyList<Step> steps, WeightsEntry weights, Graph graph)
    {
        var channels = graph.Input[0];
        var rgb = weights.Preprocessing;
        var (resize, crop) = Last<InputSizeStep>(steps) is { } size
            ? (size.Resize ?? ResizeOf(size.Pixels, rgb), size.Pixels)
            : (rgb.Resize, rgb.Crop);
        return new Preprocessing(
            resize,
            crop,
            rgb.Interpolation,
            InputChannels.Statistics(rgb.Mean, channels),
            InputChannels.Statistics(rgb.Std, channels));
    }

    // The share of the image that the crop keeps stays the entry's own (timm's crop_pct).
    private static int ResizeOf(int crop, Preprocessing entry) =>
        (int)Math.Round(crop * (double)entry.Resize / entry.Crop, MidpointRounding.AwayFromZero);
}
