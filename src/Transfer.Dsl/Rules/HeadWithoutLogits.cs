using Transfer.Graphs;
using Transfer.Planning;
using Transfer.Steps;

namespace Transfer.Rules;

/// <summary>TRF035: the head does not end in scores that its loss can take: an activation or dropout stands last.</summary>
internal sealed class HeadWithoutLogits : Rule
{
    public override string Id => "TRF035";

    public override string Title => "Activation or dropout after the last layer";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Check(RecipeFacts facts)
    {
        if (!facts.Knows(nameof(Recipe.Head), nameof(Recipe.Features)))
        {
            yield break;
        }

        var index = facts.LastIndex(step => step is HeadStep or FeaturesStep);
        if (index < 0 || facts.Steps[index] is not HeadStep { Layers: { Count: > 0 } layers })
        {
            yield break;
        }

        var loss = facts.Last<LossStep>()?.Loss is BinaryCrossEntropyLoss ? "binary cross-entropy" : "cross-entropy";
        if (layers[layers.Count - 1] is HeadLayer.Activation activation)
        {
            yield return At(
                index,
                $"the head ends in {activation.Kind}: {loss} takes scores of any size, and has its own "
                    + $"{(loss == "cross-entropy" ? "softmax" : "sigmoid")}; {activation.Kind} takes scores below 0 away",
                $"drop {activation.Kind}, or put a Linear after it");
        }
        else if (layers[layers.Count - 1] is HeadLayer.Dropout { Probability: > 0 } dropout)
        {
            yield return At(
                index,
                $"the head ends in dropout: a share of {Code.Number(dropout.Probability)} of the classes' own scores is "
                    + "set to 0 in training",
                "put the dropout before the last Linear");
        }
    }
}
