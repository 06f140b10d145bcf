using Transfer.Common;
using Transfer.Planning;
using Transfer.Recipes;

namespace Transfer.Rules;

/// <summary>TRF012: a recipe trains with the classifier that the published weights bring: ImageNet's 1000 classes.</summary>
[RuleDescription("""
    The recipe starts from published weights, trains, and has no `Head(…)`: the classifier has the 1,000 outputs that the
    weights were trained with.
    """)]
[RuleExample(
    wrong: """
        Backbone.ResNet18()
            .Pretrained()     // TRF012: fc has 1,000 outputs, the classes of ImageNet-1K
            .Epochs(5)
        """,
    right: """
        Backbone.ResNet18()
            .Pretrained()
            .FreezeAll()
            .Head(10)
            .Epochs(5)
        """)]
internal sealed class PretrainedHeadTrains() : Rule("TRF012", "Head left at the pretrained classes", Severity.Warning)
{
    public override IEnumerable<Finding> Check(SimulatedRecipe recipe)
    {
        var pretrained = recipe.LastIndex<PretrainedStep>();
        if (pretrained >= 0
            && recipe.IsSound
            && recipe.FirstTrainingStep >= 0
            && ((PretrainedStep)recipe.Steps[pretrained]).Source is not WeightsSource.File
            && !recipe.Steps.Any(step => step is HeadStep or FeaturesStep)
            && !recipe.Phases.All(phase => phase.TrainsNothing))
        {
            yield return At(
                pretrained,
                $"{recipe.Architecture.Name} trains with the head that comes with its weights: {recipe.Graph!.HeadPath} has "
                    + $"{Counted.Number(recipe.Graph.Output[0])} outputs, the classes of ImageNet-1K",
                "add one for your own classes with Head(n)");
        }
    }
}
