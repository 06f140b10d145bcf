using Transfer.Architectures;
using Transfer.Graphs;
using Transfer.Graphs.Operators;
using Transfer.Steps;

namespace Transfer.Planning;

/// <summary>The network that a recipe's steps make, without regard to what is frozen in it.</summary>
internal static class RecipeNetwork
{
    /// <summary>The weights entry that a sound recipe starts from: the default one where it names none that is published.</summary>
    public static WeightsEntry WeightsOf(Architecture architecture, IReadOnlyList<Step> steps) =>
        steps.OfType<PretrainedStep>().LastOrDefault() is { Source: WeightsSource.Entry wanted }
            ? architecture.Weights.FirstOrDefault(entry => entry.Name == wanted.Name) ?? architecture.DefaultWeights
            : architecture.DefaultWeights;

    /// <summary>The shape of one picture: channels, height, width.</summary>
    public static Shape InputOf(IReadOnlyList<Step> steps, WeightsEntry weights)
    {
        var pixels = steps.OfType<InputSizeStep>().LastOrDefault()?.Pixels ?? weights.Preprocessing.Crop;
        return Shape.Of(steps.OfType<InputChannelsStep>().LastOrDefault()?.Count ?? InputChannels.Rgb, pixels, pixels);
    }

    /// <summary>The graph after all steps.</summary>
    public static Graph Of(Architecture architecture, IReadOnlyList<Step> steps, WeightsEntry weights) =>
        steps.Aggregate(GraphCache.Of(architecture, InputOf(steps, weights)), Apply);

    /// <summary>The graph after one step more.</summary>
    /// <exception cref="ShapeException">A layer of a new head can't take what the one before it gives.</exception>
    public static Graph Apply(Graph graph, Step step) => step switch
    {
        HeadStep head => graph.ReplaceHead(head.Layers),
        FeaturesStep => graph.ReplaceHead([]),
        DropoutStep dropout => graph.Change<Dropout>(op => op with { Probability = dropout.Probability }),
        StochasticDepthStep depth => Deepen(graph, depth.Probability),
        _ => graph,
    };

    // The deepest layer gets the probability; the others keep their proportion to it.
    private static Graph Deepen(Graph graph, double probability)
    {
        var largest = graph.Nodes.Select(node => node.Operator).OfType<StochasticDepth>().Select(op => op.Probability)
            .DefaultIfEmpty(0).Max();
        return largest == 0
            ? graph
            : graph.Change<StochasticDepth>(op => op with { Probability = op.Probability / largest * probability });
    }
}
