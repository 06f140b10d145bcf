using Transfer.Planning;
using Transfer.Steps;

namespace Transfer.Rules;

/// <summary>TRF026: the statistics of frozen, pretrained BatchNorm layers move in training.</summary>
internal sealed class DriftingBatchNorm : Rule
{
    public override string Id => "TRF026";

    public override string Title => "Frozen BatchNorm left in training mode";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Check(RecipeFacts facts)
    {
        // Statistics that are random, as all of the layer is, can only get better.
        if (!facts.IsCertain || !facts.Knows(nameof(Recipe.BatchNorm)) || facts.Graph is not { } graph
            || !(facts.IsPretrained || graph.IsOpaque))
        {
            yield break;
        }

        var reported = new HashSet<int>();
        foreach (var phase in facts.Phases.Where(phase => phase.NormMode == FrozenBatchNorm.Train))
        {
            var drifting = TrainingNorms.Of(graph, phase).Where(norm => !norm.IsTrained && !norm.IsHead).ToArray();
            var place = facts.PlaceOf(phase, phase.Last<BatchNormStep>()!);
            if (drifting.Length > 0 && reported.Add(place.Step))
            {
                yield return At(
                    place,
                    $"{place} lets the running statistics of {Counted.Times(drifting.Length, "frozen BatchNorm layer")} drift, "
                        + $"{drifting[0].Node.Path} first: they no longer go with the frozen weights around them",
                    "leave it out: frozen BatchNorm then runs as in inference",
                    edits: [Edit.Drop(place)]);
            }
        }
    }
}
