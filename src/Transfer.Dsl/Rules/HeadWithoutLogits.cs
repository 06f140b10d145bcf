using Transfer.Common;
using Transfer.Graphs;
using Transfer.Planning;
using Transfer.Recipes;

namespace Transfer.Rules;

/// <summary>TRF035: the head does not end in scores that its loss can take: an activation or dropout stands last.</summary>
[RuleDescription("""
    The head ends in an activation or in dropout: the loss function does not get unbounded scores.
    """)]
[RuleExample(
    wrong: """
        Backbone.ResNet18().Pretrained()
            .Head(h => h.Linear(64).ReLU().Linear(10).ReLU())   // TRF035: the head ends in ReLU
        """,
    right: """
        Backbone.ResNet18().Pretrained()
            .Head(h => h.Linear(64).ReLU().Linear(10))
        """)]
internal sealed class HeadWithoutLogits() : Rule("TRF035", "Activation or dropout after the last layer", Severity.Warning)
{
    public override IEnumerable<Finding> Check(SimulatedRecipe recipe)
    {
        if (!recipe.Knows(Steps.Head, Steps.Features))
        {
            yield break;
        }

        var index = recipe.LastIndex(step => step is HeadStep or FeaturesStep);
        if (index < 0 || recipe.Steps[index] is not HeadStep { Layers: { Count: > 0 } layers })
        {
            yield break;
        }

        var loss = (recipe.Setting<LossSetting>()?.Loss ?? RunSettings.Default.Loss).Traits;
        if (layers[layers.Count - 1] is HeadLayer.Activation activation)
        {
            yield return At(
                index,
                $"the head ends in {activation.Kind}: {loss.Name} takes scores of any size, and has its own "
                    + $"{(loss.IsOfOneClass ? "softmax" : "sigmoid")}; {activation.Kind} removes scores below 0",
                $"drop {activation.Kind}, or put a Linear after it");
        }
        else if (layers[layers.Count - 1] is HeadLayer.Dropout { Probability: > 0 } dropout)
        {
            yield return At(
                index,
                $"the head ends in dropout: a share of {Literal.Number(dropout.Probability)} of the class scores is "
                    + "set to 0 in training",
                "put the dropout before the last Linear");
        }
    }
}
