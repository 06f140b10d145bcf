using Transfer.Planning;
using Transfer.Steps;

namespace Transfer.Rules;

/// <summary>TRF027: BatchNorm layers train at batches that are too small for their statistics.</summary>
internal sealed class BatchNormAtSmallBatch : Rule
{
    public override string Id => "TRF027";

    public override string Title => "BatchNorm trained at a small batch";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Check(RecipeFacts facts)
    {
        if (!facts.IsCertain || !facts.Knows(nameof(Recipe.BatchSize)) || facts.Graph is not { } graph
            || facts.Last<BatchSizeStep>() is not { } batch || batch.Images >= facts.Thresholds.LeastBatch)
        {
            yield break;
        }

        // Layers that a batch of one picture makes fail are another rule's.
        var most = facts.Phases
            .Select(phase => TrainingNorms.Of(graph, phase)
                .Where(norm => norm.IsTrained && !(batch.Images == 1 && norm.HasOneValue))
                .ToArray())
            .OrderByDescending(norms => norms.Length)
            .FirstOrDefault();
        if (most is { Length: > 0 })
        {
            yield return At(
                facts.LastIndex<BatchSizeStep>(),
                $"BatchNorm trains in {Counted.Times(most.Length, "layer")}, {most[0].Node.Path} first, by the statistics "
                    + "of batches of "
                    + Counted.Times(batch.Images, "picture"),
                $"use batches of {Code.Number(facts.Thresholds.LeastBatch)} or more, or "
                    + (most.All(norm => norm.IsHead) ? "LayerNorm in the head" : "Freeze(Layers.BatchNorms)")
                    + "; Accumulate does not make them larger");
        }
    }
}
