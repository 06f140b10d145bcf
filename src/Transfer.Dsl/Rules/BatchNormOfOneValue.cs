using Transfer.Planning;
using Transfer.Steps;

namespace Transfer.Rules;

/// <summary>TRF028: BatchNorm has one value a channel to take statistics of.</summary>
internal sealed class BatchNormOfOneValue : Rule
{
    public override string Id => "TRF028";

    public override string Title => "BatchNorm over one value";

    public override Severity Severity => Severity.Error;

    public override IEnumerable<Finding> Check(RecipeFacts facts)
    {
        if (!facts.IsCertain || !facts.Knows(nameof(Recipe.BatchSize), nameof(Recipe.BatchNorm)) || facts.Graph is not { } graph
            || facts.Last<BatchSizeStep>() is not { Images: 1 })
        {
            yield break;
        }

        var first = facts.Phases.SelectMany(phase => TrainingNorms.Of(graph, phase)).FirstOrDefault(norm => norm.HasOneValue);
        if (first is not null)
        {
            yield return At(
                facts.LastIndex<BatchSizeStep>(),
                $"{first.Node.Path} (BatchNorm) can't train on batches of 1 picture: of its output {first.Node.Output} "
                    + "each channel has one value, "
                    + "and no variance",
                first.IsHead
                    ? "use larger batches, or LayerNorm in the head"
                    : $"use larger batches, or Freeze({Code.Text(first.Node.Path)})");
        }
    }
}
