using Transfer.Graphs;
using Transfer.Planning;
using Transfer.Steps;

namespace Transfer.Rules;

/// <summary>TRF039: augmentation makes the frozen features different in each epoch, so that they can't be kept.</summary>
internal sealed class UncacheableFeatures : Rule
{
    public override string Id => "TRF039";

    public override string Title => "Augmentation that keeps frozen features from being cached";

    public override Severity Severity => Severity.Info;

    public override IEnumerable<Finding> Check(RecipeFacts facts)
    {
        var step = facts.LastIndex<AugmentStep>();
        if (!facts.IsCertain || step < 0 || !facts.Knows(nameof(Recipe.Epochs), nameof(Recipe.BatchNorm))
            || facts.Graph is not { IsOpaque: false } graph)
        {
            yield break;
        }

        var epochs = facts.Phases.Sum(phase => phase.Epochs);
        if (epochs == 1 || !facts.Phases.All(phase => IsProbe(phase, graph)))
        {
            yield break;
        }

        var trainable = facts.Phases[0].Trainable();
        var liveness = Liveness.Of(graph, trainable, facts.Phases[0].NormMode);
        if (liveness.Cut is { } cut)
        {
            var cost = Cost.Of(graph, trainable, liveness).FrozenPrefix;
            yield return At(
                step,
                $"only the head trains, but augmented images have other features in each epoch: {Counted.Million(cost)} "
                    + "multiply-adds an image in each "
                    + $"of {Code.Number(epochs)} epochs, in the place of one with {Counted.Number(cut.BytesPerImage)} "
                    + "bytes an image cached",
                "keep it where the gain is worth the time, or drop it");
        }
    }

    private static bool IsProbe(PhaseFacts phase, Graph graph)
    {
        var trains = graph.Parameters
            .Zip(phase.Parameters, (tensor, parameter) => (tensor, parameter.FrozenBy))
            .Where(pair => pair.FrozenBy is null)
            .ToArray();
        return trains.Length > 0 && trains.All(pair => HeadSurgery.IsHead(graph, graph.Nodes[pair.tensor.Node]));
    }
}
