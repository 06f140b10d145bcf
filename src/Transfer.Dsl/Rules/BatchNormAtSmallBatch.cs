using Transfer.Common;
using Transfer.Planning;
using Transfer.Recipes;

namespace Transfer.Rules;

/// <summary>TRF027: BatchNorm layers train at batches that are too small for their statistics.</summary>
[RuleDescription("""
    BatchNorm layers train, and `BatchSize(…)` is below 16.
    """)]
[RuleExample(
    wrong: """
        Backbone.ResNet18().Pretrained()
            .Head(10)
            .BatchSize(4)   // TRF027: BatchNorm trains in 20 layers, bn1 first, by the statistics of batches of 4
        """,
    right: """
        Backbone.ResNet18().Pretrained()
            .Head(10)
            .Freeze(Layers.BatchNorms)
            .BatchSize(4)
        """)]
internal sealed class BatchNormAtSmallBatch() : Rule(RuleId, "BatchNorm trained at a small batch", Severity.Warning)
{
    private const string RuleId = "TRF027";

    // The smallest at which Wu and He (2018, figure 1) see no loss of accuracy by BatchNorm.
    private static readonly Threshold LeastBatch = new(
        RuleId, "least_batch", 16, "smallest batch, in images, at which BatchNorm may train");

    public override IReadOnlyList<Threshold> Options => [LeastBatch];

    public override IEnumerable<Finding> Check(SimulatedRecipe recipe)
    {
        if (!recipe.IsCertain || !recipe.Knows(Steps.BatchSize) || recipe.Graph is not { } graph
            || recipe.Last<BatchSizeStep>() is not { } batch || batch.Images >= recipe.Thresholds[LeastBatch])
        {
            yield break;
        }

        // Layers that a batch of one image makes fail are another rule's.
        var most = recipe.Phases
            .Select(phase => TrainingNorms.Of(graph, phase)
                .Where(norm => norm.IsTrained && !(batch.Images == 1 && norm.HasOneValue))
                .ToArray())
            .OrderByDescending(norms => norms.Length)
            .FirstOrDefault();
        if (most is { Length: > 0 })
        {
            yield return At(
                recipe.LastIndex<BatchSizeStep>(),
                $"BatchNorm trains in {Counted.Times(most.Length, "layer")}, {most[0].Node.Path} first, by the statistics "
                    + "of batches of "
                    + Counted.Times(batch.Images, "image"),
                $"use batches of {Literal.Number(Math.Ceiling(recipe.Thresholds[LeastBatch]))} or more, or "
                    + (most.All(norm => norm.IsHead) ? "LayerNorm in the head" : "Freeze(Layers.BatchNorms)")
                    + "; Accumulate does not make them larger");
        }
    }
}
