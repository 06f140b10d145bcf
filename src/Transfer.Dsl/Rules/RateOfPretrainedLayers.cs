using Transfer.Common;
using Transfer.Planning;
using Transfer.Recipes;
using Transfer.Recipes.Selection;

namespace Transfer.Rules;

/// <summary>TRF029: while the head is new, pretrained layers learn as fast as it does, or faster.</summary>
[RuleDescription("""
    The recipe sets different learning rates, and pretrained layers get the new head's rate or a higher one while the head is
    still random.
    """)]
[RuleExample(
    wrong: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .Unfreeze("layer4")
            .Head(10)
            .Optimizer(Optimizers.Sgd(1e-3))
            .Group("layer4", learningRate: 1e-2)   // TRF029: the new head at 0.001
        """,
    right: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .Unfreeze("layer4")
            .Head(10)
            .Optimizer(Optimizers.Sgd(1e-2))
            .Group("layer4", learningRate: 1e-3)
        """)]
internal sealed class RateOfPretrainedLayers()
    : Rule("TRF029", "Pretrained layers that learn as fast as the new head", Severity.Warning)
{
    /// <summary>The share of the head's rate that the remedy proposes for pretrained layers.</summary>
    private const double UsualShare = 0.1;

    public override IEnumerable<Finding> Check(SimulatedRecipe recipe)
    {
        // One rate for all is a plain fine-tune: only rates that the recipe tells apart can be the wrong way round.
        if (!recipe.IsCertain || !Rates.AreKnown(recipe) || !recipe.IsPretrained || !Rates.Differ(recipe))
        {
            yield break;
        }

        var graph = recipe.Graph!;
        var phase = recipe.Phases.FirstOrDefault(one =>
            one.Parameters.Any(parameter => parameter.HeadStep is not null && parameter.FrozenBy is null));
        if (phase is null)
        {
            yield break;
        }

        var rates = phase.RatesIn(recipe);
        var head = rates.Where(rate => rate.HeadStep is not null).OrderByDescending(rate => rate.Rate).First();
        var fast = rates
            .Where(rate => rate.IsBody(graph) && IsTooFast(rate, head))
            .GroupBy(rate => rate.By?.Call is GroupStep ? rate.By : head.By);
        foreach (var by in fast.Where(by => by.Key is not null))
        {
            var fastest = by.OrderByDescending(rate => rate.Rate).First();
            var remedy = UsualShare * head.Rate;
            yield return At(
                by.Key!,
                $"{Counted.Parameters(by.Sum(rate => rate.Tensor.Shape.Elements))} of pretrained layers, "
                    + $"{fastest.Tensor.Name} first, learn at "
                    + $"{Counted.Rate(fastest.Rate)}, the new head at {Counted.Rate(head.Rate)}",
                by.Key!.Call is GroupStep group && ReferenceEquals(by.Key, fastest.By)
                    ? $"give them a lower rate, such as a tenth: Group({LayerNames.Literal(group.Layer)}, learningRate: "
                        + $"{Counted.Rate(remedy)})"
                    : "give the head the higher rate");
        }
    }

    // A group at the head's own rate repeats it; with its own decay or name it has a use.
    private static bool IsTooFast(ParameterRate rate, ParameterRate head) =>
        rate.Rate > head.Rate || (rate.Rate == head.Rate && rate.By?.Call is GroupStep { WeightDecay: null, Name: null });
}
