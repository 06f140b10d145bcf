using Transfer.Common;
using Transfer.Operators;
using Transfer.Planning;
using Transfer.Recipes;

namespace Transfer.Rules;

/// <summary>
/// TRF023: the first convolution's filters are adapted to the input's channels, or it leaves pixels of the input unread.
/// </summary>
[RuleDescription("""
    The input has a number of channels other than three, so that the pretrained filters of the first convolution are adapted;
    or the first convolution reads the image in patches, and the size is not a multiple of the patch, so that the last pixels
    are never read.
    """)]
[RuleExample(
    wrong: """
        Backbone.ResNet18().Pretrained()
            .InputChannels(4)   // TRF023: for 4 its filters are repeated in turn, times 3/4
        """,
    right: """
        Backbone.ResNet18().Pretrained()
            .InputChannels(3)
        """)]
internal sealed class InputAgainstStem() : Rule("TRF023", "Unusual input for the stem", Severity.Info)
{
    public override IEnumerable<Finding> Check(SimulatedRecipe recipe)
    {
        if (!recipe.IsCertain || recipe.Graph is not { IsCustom: false } graph)
        {
            yield break;
        }

        if (recipe.IsPretrained && recipe.Last<InputChannelsStep>() is not null
            && InputChannels.AdaptationsFor(graph) is [var adaptation, ..])
        {
            yield return At(recipe.LastIndex<InputChannelsStep>(), MessageOf(adaptation), RemedyOf(adaptation));
        }

        foreach (var node in graph.Nodes.Where(node => node.Inputs is [0]))
        {
            if (node.Operator.Window is { } window && Unread(window, graph.Input[1], node.Output[1]) is > 0 and var unread)
            {
                var pixels = graph.Input[1];
                var patch = window.Stride.Height;
                yield return At(
                    recipe.LastIndex<InputSizeStep>(),
                    $"{node.Path} takes the image in patches of {Literal.Number(patch)} pixels: of {Literal.Number(pixels)} "
                        + "it never sees the last "
                        + Literal.Number(unread),
                    $"use a multiple of {Literal.Number(patch)}: {Literal.Number(pixels - unread)} or "
                        + $"{Literal.Number(pixels - unread + patch)}");
            }
        }
    }

    private static string MessageOf(WeightAdaptation adaptation) =>
        $"{adaptation.Parameter} was trained on {Literal.Number(adaptation.From)} channels: for {Literal.Number(adaptation.To)} "
            + "its filters are "
        + (adaptation.Kind == AdaptationKind.SumChannels
            ? "summed over red, green and blue"
            : $"repeated in turn, times {Literal.Number(adaptation.From)}/{Literal.Number(adaptation.To)}");

    private static string RemedyOf(WeightAdaptation adaptation)
    {
        var layer = adaptation.Parameter.Substring(0, adaptation.Parameter.LastIndexOf('.'));
        return adaptation.Kind == AdaptationKind.SumChannels
            ? "leave InputChannels out to show grey images as three equal channels, with the weights as they are"
            : $"let {layer} train, as no published filter has seen these channels: Unfreeze({Literal.Text(layer)})";
    }

    // Overlapping windows leave a border out too, at their own training size even: that is no mistake.
    private static int Unread(Window window, int pixels, int outputs) =>
        window.Stride.Height == window.Kernel.Height && window.Padding.Height == 0
            ? pixels - (outputs * window.Stride.Height)
            : 0;
}
