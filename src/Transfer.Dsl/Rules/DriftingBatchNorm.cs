using Transfer.Common;
using Transfer.Planning;
using Transfer.Recipes;

namespace Transfer.Rules;

/// <summary>TRF026: the statistics of frozen, pretrained BatchNorm layers move in training.</summary>
[RuleDescription("""
    `BatchNorm(FrozenBatchNorm.Train)` lets frozen, pretrained BatchNorm layers normalize by each batch and move their running
    statistics.
    """)]
[RuleExample(
    wrong: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .Head(10)
            .BatchNorm(FrozenBatchNorm.Train)   // TRF026: 20 frozen BatchNorm layers drift
        """,
    corrected: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .Head(10)
        """)]
internal sealed class DriftingBatchNorm() : Rule("TRF026", "Frozen BatchNorm left in training mode", Severity.Warning)
{
    public override IEnumerable<Finding> Check(SimulatedRecipe recipe)
    {
        // Statistics that are random, as all of the layer is, can only get better.
        if (!recipe.IsCertain || !recipe.Knows(Steps.BatchNorm) || recipe.Graph is not { } graph
            || !(recipe.IsPretrained || graph.IsCustom))
        {
            yield break;
        }

        var reported = new HashSet<int>();
        foreach (var phase in recipe.Phases.Where(phase => phase.NormMode == FrozenBatchNorm.Train))
        {
            var drifting = TrainingNorms.Of(graph, phase).Where(norm => !norm.IsTrained && !norm.IsHead).ToArray();
            var place = recipe.PlaceOf(phase, phase.Last<BatchNormStep>()!);
            if (drifting.Length > 0 && reported.Add(place.Step))
            {
                yield return At(
                    place,
                    $"{place} lets the running statistics of {Counted.Times(drifting.Length, "frozen BatchNorm layer")} drift, "
                        + $"{drifting[0].Node.Path} first: they no longer match the frozen weights around them",
                    "leave it out: frozen BatchNorm then runs in inference mode",
                    [Edit.Drop(place)]);
            }
        }
    }
}
