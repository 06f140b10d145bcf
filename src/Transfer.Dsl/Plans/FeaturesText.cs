using Transfer.Common;
using Transfer.Graphs;
using Transfer.Planning;

namespace Transfer.Plans;

/// <summary>Prints whether a phase keeps what its frozen prefix gives, and why not.</summary>
internal static class FeaturesText
{
    /// <summary>Returns what becomes of the features; null where there are none.</summary>
    public static string? Of(Plan plan, Phase phase)
    {
        if (phase.Cut is null)
        {
            return null;
        }

        if (plan.Training.ChangesEachEpoch is { } change)
        {
            return $"computed in each epoch: {change} changes the images"
                + (change is ImageAugmentation ? "; Views(…) would repeat them" : string.Empty);
        }

        var views = plan.Training.Find<AugmentationViews>() is { } setting && plan.Training.Augmentations.Count > 0
            ? setting.Count
            : 1;
        var after = phase.Cost.Forward + phase.Cost.Backward - phase.Cost.FrozenPrefix;
        return $"computed once for each {(views == 1 ? "image" : $"of {Literal.Number(views)} views")}; then a step is "
            + $"{Counted.Million(after)} multiply-adds an image, in place of {Counted.Million(after + phase.Cost.FrozenPrefix)}";
    }

    /// <summary>Returns that a phase has no frozen prefix, and what is in its way.</summary>
    public static string WhyNoCut(Plan plan, Phase phase)
    {
        var graph = plan.Graph;
        var trained = new HashSet<string>(phase.Groups.SelectMany(group => group.Parameters));
        var trains = new HashSet<int>(
            graph.Parameters.Where(tensor => trained.Contains(tensor.Name)).Select(tensor => tensor.Node));
        var first = graph.Nodes.FirstOrDefault(node => WhyItChanges(node, trains, phase) is not null);
        return first is null ? "none" : $"none: {first.Path} {WhyItChanges(first, trains, phase)}";
    }

    private static string? WhyItChanges(Node node, HashSet<int> trains, Phase phase) =>
        trains.Contains(node.Index) ? "trains"
        : phase.InferenceNodes.Contains(node.Index) ? null
        : node.Operator.HasRunningStatistics ? "drifts"
        : node.Operator.IsRandom ? "is random"
        : null;
}
