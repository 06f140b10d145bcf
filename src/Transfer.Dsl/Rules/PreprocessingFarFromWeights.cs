using Transfer.Architectures;
using Transfer.Graphs;
using Transfer.Graphs.Operators;
using Transfer.Planning;
using Transfer.Steps;

namespace Transfer.Rules;

/// <summary>TRF024: an input size at which pretrained weights see something else than what they were trained on.</summary>
internal sealed class PreprocessingFarFromWeights : Rule
{
    public override string Id => "TRF024";

    public override string Title => "Preprocessing far from that of the weights";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Check(RecipeFacts facts)
    {
        if (!facts.IsCertain || facts.Graph is not { IsOpaque: false } graph || facts.Last<InputSizeStep>() is not { } size
            || facts.Last<PretrainedStep>()?.Source is not { } source)
        {
            yield break;
        }

        var usual = facts.Weights.Preprocessing;
        var step = facts.LastIndex<InputSizeStep>();
        if (size.Resize is { } resize && size.Pixels < facts.Thresholds.LeastCropShare * resize)
        {
            yield return At(
                step,
                $"a centre crop of {Code.Number(size.Pixels)} from {Code.Number(resize)} pixels shows "
                    + $"{Percent(size.Pixels, resize)} of the short "
                    + $"side; the weights were trained to see {Percent(usual.Crop, usual.Resize)}",
                "leave resize out, or give about "
                    + $"{Code.Number((int)Math.Round(size.Pixels * (double)usual.Resize / usual.Crop))}");
        }

        // What size a file's weights were trained at is not known.
        if (source is not WeightsSource.File && size.Pixels < usual.Crop && LastMap(graph) == 1)
        {
            var own = LastMap(GraphCache.Of(facts.Architecture, Shape.Of(graph.Input[0], usual.Crop, usual.Crop)));
            if (own > 1)
            {
                yield return At(
                    step,
                    $"at {Code.Number(size.Pixels)} pixels the last feature map of {facts.Architecture.Name} is 1×1; "
                        + $"{facts.Weights.Name} was trained "
                        + $"at {Code.Number(usual.Crop)} pixels, where it is {Code.Number(own)}×{Code.Number(own)}",
                    $"enlarge the pictures, best to the {Code.Number(usual.Crop)} pixels that the weights know");
            }
        }
    }

    /// <summary>Side of the map that is pooled before the head; 0 when there is none.</summary>
    private static int LastMap(Graph graph) =>
        graph.Nodes.LastOrDefault(node => node.Operator is AdaptiveAvgPool2d) is { } pooling
            ? graph.Nodes[pooling.Inputs[0]].Output[1]
            : 0;

    private static string Percent(int part, int whole) => Code.Number((int)Math.Round(100.0 * part / whole)) + " %";
}
