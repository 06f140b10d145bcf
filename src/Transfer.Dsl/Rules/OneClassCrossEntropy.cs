using Transfer.Planning;
using Transfer.Recipes;

namespace Transfer.Rules;

/// <summary>TRF013: softmax over one class is 1 whatever the network gives, and cross-entropy 0.</summary>
[RuleDescription("""
    The head has one output, and the recipe trains with cross-entropy, the default loss function.
    """)]
[RuleExample(
    wrong: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .Head(1)          // TRF013: is 0 for every image, and nothing is learnt
            .Epochs(5)
        """,
    corrected: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .Head(1)
            .Loss(Losses.BinaryCrossEntropy())
            .Epochs(5)
        """)]
internal sealed class OneClassCrossEntropy() : Rule("TRF013", "Cross-entropy over one class", Severity.Warning)
{
    public override IEnumerable<Finding> Check(SimulatedRecipe recipe)
    {
        if (recipe.IsSound
            && recipe.Knows(Steps.Loss)
            && recipe.FirstTrainingStep >= 0
            && recipe.Graph!.Output[0] == 1
            && recipe.LastIndex<HeadStep>() is >= 0 and var head
            && !recipe.HasNoHead
            && (recipe.Setting<LossSetting>()?.Loss ?? RunSettings.Default.Loss) is CrossEntropyLoss loss)
        {
            yield return At(
                head,
                $"{Name(recipe, head)} gives 1 class, over which softmax is always 1: {loss} is 0 for every image, and "
                + "nothing is learnt",
                "use Loss(Losses.BinaryCrossEntropy()) for yes or no, or a head of 2 classes",
                recipe.IndexOfSetting<LossSetting>() < 0
                    ? [Edit.Insert(RecipePlace.OfStep(head), "Loss(Losses.BinaryCrossEntropy())")]
                    : []);
        }
    }
}
