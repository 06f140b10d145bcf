using Transfer.Graphs;
using Transfer.Graphs.Operators;
using Transfer.Planning;
using Transfer.Steps;

namespace Transfer.Rules;

/// <summary>
/// TRF023: the first convolution's filters are adapted to the input's channels, or it leaves pixels of the input unread.
/// </summary>
internal sealed class InputAgainstStem : Rule
{
    public override string Id => "TRF023";

    public override string Title => "Odd input against the stem";

    public override Severity Severity => Severity.Info;

    public override IEnumerable<Finding> Check(RecipeFacts facts)
    {
        if (!facts.IsCertain || facts.Graph is not { IsOpaque: false } graph)
        {
            yield break;
        }

        if (facts.IsPretrained && facts.Last<InputChannelsStep>() is not null
            && InputChannels.AdaptationsFor(graph) is [var adaptation, ..])
        {
            yield return At(facts.LastIndex<InputChannelsStep>(), MessageOf(adaptation), RemedyOf(adaptation));
        }

        foreach (var node in graph.Nodes.Where(node => node.Inputs is [0]))
        {
            if (node.Operator is Conv2d convolution && Unread(convolution, graph.Input[1], node.Output[1]) is > 0 and var unread)
            {
                var pixels = graph.Input[1];
                var patch = convolution.Stride.Height;
                yield return At(
                    facts.LastIndex<InputSizeStep>(),
                    $"{node.Path} takes the picture in patches of {Code.Number(patch)} pixels: of {Code.Number(pixels)} "
                        + "it never sees the last "
                        + Code.Number(unread),
                    $"use a multiple of {Code.Number(patch)}: {Code.Number(pixels - unread)} or "
                        + $"{Code.Number(pixels - unread + patch)}");
            }
        }
    }

    private static string MessageOf(WeightAdaptation adaptation) =>
        $"{adaptation.Parameter} was trained on {Code.Number(adaptation.From)} channels: for {Code.Number(adaptation.To)} "
            + "its filters are "
        + (adaptation.Kind == AdaptationKind.SumChannels
            ? "summed over red, green and blue"
            : $"repeated in turn, times {Code.Number(adaptation.From)}/{Code.Number(adaptation.To)}");

    private static string RemedyOf(WeightAdaptation adaptation)
    {
        var layer = adaptation.Parameter.Substring(0, adaptation.Parameter.LastIndexOf('.'));
        return adaptation.Kind == AdaptationKind.SumChannels
            ? "leave InputChannels out to show grey pictures as three equal channels, with the weights as they are"
            : $"let {layer} train, as no published filter has seen these channels: Unfreeze({Code.Text(layer)})";
    }

    // Overlapping windows leave a border out too, at their own training size even: that is no mistake.
    private static int Unread(Conv2d convolution, int pixels, int outputs) =>
        convolution.Stride.Height == convolution.Kernel.Height && convolution.Padding.Height == 0
            ? pixels - (outputs * convolution.Stride.Height)
            : 0;
}
