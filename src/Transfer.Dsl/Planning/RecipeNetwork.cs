using Transfer.Architectures;
using Transfer.Graphs;
using Transfer.Operators;
using Transfer.Recipes;

namespace Transfer.Planning;

/// <summary>The network that a recipe's steps make, without regard to what is frozen in it.</summary>
internal static class RecipeNetwork
{
    /// <summary>
    /// Returns the weights entry that a sound recipe starts from: the default one where it names none that is published.
    /// </summary>
    public static WeightsEntry WeightsOf(Architecture architecture, IReadOnlyList<Step> steps) =>
        steps.OfType<PretrainedStep>().LastOrDefault() is { Source: WeightsSource.Entry wanted }
            ? architecture.Weights.FirstOrDefault(entry => entry.Name == wanted.Name) ?? architecture.DefaultWeights
            : architecture.DefaultWeights;

    /// <summary>Returns the shape of one image: channels, height, width.</summary>
    public static Shape InputOf(IReadOnlyList<Step> steps, WeightsEntry weights)
    {
        var pixels = steps.OfType<InputSizeStep>().LastOrDefault()?.Pixels ?? weights.Preprocessing.Crop;
        return Shape.Of(steps.OfType<InputChannelsStep>().LastOrDefault()?.Count ?? InputChannels.Rgb, pixels, pixels);
    }

    /// <summary>Returns the graph after all steps.</summary>
    public static Graph Of(Architecture architecture, IReadOnlyList<Step> steps, WeightsEntry weights) =>
        steps.Aggregate(GraphCache.Of(architecture, InputOf(steps, weights)), (graph, step) => step.Change(graph));
}
