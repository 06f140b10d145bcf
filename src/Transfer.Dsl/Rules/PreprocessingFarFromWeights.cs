using Transfer.Architectures;
using Transfer.Common;
using Transfer.Graphs;
using Transfer.Operators;
using Transfer.Planning;
using Transfer.Recipes;

namespace Transfer.Rules;

/// <summary>TRF024: an input size at which pretrained weights see something other than what they were trained on.</summary>
[RuleDescription("""
    `InputSize(…)` greatly changes what the pretrained weights see: the last feature map shrinks to a single pixel although it
    had more where the weights were trained, or the centre crop keeps less than half of the short side.
    """)]
[RuleExample(
    wrong: """
        Backbone.ResNet18().Pretrained()
            .InputSize(32)   // TRF024: the last feature map of resnet18 is 1×1 … at 224 pixels, where it is 7×7
            .Head(10)
        """,
    right: """
        Backbone.ResNet18().Pretrained()
            .InputSize(128)
            .Head(10)
        """)]
internal sealed class PreprocessingFarFromWeights() : Rule(RuleId, "Preprocessing far from that of the weights", Severity.Warning)
{
    private const string RuleId = "TRF024";

    // torchvision's entries keep 0.8 and more.
    private static readonly Threshold LeastCropShare = new(
        RuleId, "least_crop_share", 0.5, "smallest share of the short side that a centre crop keeps");

    public override IReadOnlyList<Threshold> Options => [LeastCropShare];

    public override IEnumerable<Finding> Check(SimulatedRecipe recipe)
    {
        if (!recipe.IsCertain || recipe.Graph is not { IsCustom: false } graph || recipe.Last<InputSizeStep>() is not { } size
            || recipe.Last<PretrainedStep>()?.Source is not { } source || recipe.Architecture.Weights.Count == 0)
        {
            yield break;
        }

        var usual = recipe.Weights.Preprocessing;
        var step = recipe.LastIndex<InputSizeStep>();
        if (size.Resize is { } resize && size.Pixels < recipe.Thresholds[LeastCropShare] * resize)
        {
            yield return At(
                step,
                $"a centre crop of {Literal.Number(size.Pixels)} from {Literal.Number(resize)} pixels shows "
                    + $"{Percent(size.Pixels, resize)} of the short "
                    + $"side; the weights were trained to see {Percent(usual.Crop, usual.Resize)}",
                "leave resize out, or give about "
                    + $"{Literal.Number((int)Math.Round(size.Pixels * (double)usual.Resize / usual.Crop))}");
        }

        // What size a file's weights were trained at is not known.
        if (source is not WeightsSource.File && size.Pixels < usual.Crop && LastMap(graph) == 1)
        {
            var own = LastMap(GraphCache.Of(recipe.Architecture, Shape.Of(graph.Input[0], usual.Crop, usual.Crop)));
            if (own > 1)
            {
                yield return At(
                    step,
                    $"at {Literal.Number(size.Pixels)} pixels the last feature map of {recipe.Architecture.Name} is 1×1; "
                        + $"{recipe.Weights.Name} was trained "
                        + $"at {Literal.Number(usual.Crop)} pixels, where it is {Literal.Number(own)}×{Literal.Number(own)}",
                    $"enlarge the images, best to the {Literal.Number(usual.Crop)} pixels that the weights know");
            }
        }
    }

    /// <summary>Side of the map that is pooled before the head; 0 when there is none.</summary>
    private static int LastMap(Graph graph) =>
        graph.Nodes.LastOrDefault(node => node.Operator.PoolsToFixedSize) is { } pooling
            ? graph.Nodes[pooling.Inputs[0]].Output[1]
            : 0;

    private static string Percent(int part, int whole) => Literal.Number((int)Math.Round(100.0 * part / whole)) + " %";
}
