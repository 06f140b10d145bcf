using Transfer.Common;
using Transfer.Planning;
using Transfer.Recipes;

namespace Transfer.Rules;

/// <summary>TRF028: BatchNorm has one value a channel to take statistics of.</summary>
[RuleDescription("""
    `BatchSize(1)`, and a BatchNorm layer that runs in training mode has one value per channel: in the head, or on a feature map
    of 1×1.
    """)]
[RuleExample(
    wrong: """
        Backbone.Vgg16().Pretrained()
            .FreezeAll()
            .Head(h => h.Linear(64).BatchNorm().ReLU().Linear(10))
            .BatchSize(1)   // TRF028: classifier.6.1 (BatchNorm) can't train on batches of 1 image
        """,
    right: """
        Backbone.Vgg16().Pretrained()
            .FreezeAll()
            .Head(h => h.Linear(64).LayerNorm().ReLU().Linear(10))
            .BatchSize(1)
        """)]
internal sealed class BatchNormOfOneValue() : Rule("TRF028", "BatchNorm over one value", Severity.Error)
{
    public override IEnumerable<Finding> Check(SimulatedRecipe recipe)
    {
        if (!recipe.IsCertain || !recipe.Knows(Steps.BatchSize, Steps.BatchNorm) || recipe.Graph is not { } graph
            || recipe.Last<BatchSizeStep>() is not { Images: 1 })
        {
            yield break;
        }

        var first = recipe.Phases.SelectMany(phase => TrainingNorms.Of(graph, phase)).FirstOrDefault(norm => norm.HasOneValue);
        if (first is not null)
        {
            yield return At(
                recipe.LastIndex<BatchSizeStep>(),
                $"{first.Node.Path} (BatchNorm) can't train on batches of 1 image: of its output {first.Node.Output} "
                    + "each channel has one value, "
                    + "and no variance",
                first.IsHead
                    ? "use larger batches, or LayerNorm in the head"
                    : $"use larger batches, or Freeze({Literal.Text(first.Node.Path)})");
        }
    }
}
