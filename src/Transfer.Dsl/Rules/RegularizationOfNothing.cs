using Transfer.Graphs;
using Transfer.Planning;
using Transfer.Steps;

namespace Transfer.Rules;

/// <summary>TRF036: dropout or augmentation that has no effect.</summary>
internal sealed class RegularizationOfNothing : Rule
{
    public override string Id => "TRF036";

    public override string Title => "Dropout or augmentation without effect";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Check(RecipeFacts facts)
    {
        if (!facts.IsCertain || facts.Graph is not { } graph)
        {
            yield break;
        }

        foreach (var obstacle in facts.Obstacles.Where(obstacle => obstacle.Kind == ObstacleKind.NoSuchLayer))
        {
            yield return At(obstacle.Step, obstacle.Reason, obstacle.Remedy);
        }

        var trains = facts.Phases.Any(phase => phase.Parameters.Any(parameter => parameter.FrozenBy is null));
        for (var i = 0; i < facts.Steps.Count; i++)
        {
            if (facts.Steps[i] is AugmentStep step
                && WithoutEffect(facts, graph, step.Augmentations, trains) is var (message, remedy))
            {
                yield return At(i, message, remedy, edits: step.Augmentations.Count == 1 || !trains ? [Edit.Drop(i, step)] : []);
            }
        }
    }

    private static (string Message, string Remedy)? WithoutEffect(
        RecipeFacts facts, Graph graph, EquatableList<Augmentation> augmentations, bool trains)
    {
        if (!trains)
        {
            return (
                "Augment changes training images, but nothing trains: all parameters are frozen",
                "drop it, or let something train");
        }

        if (augmentations.OfType<BatchAugmentation>().FirstOrDefault() is { } mixing
            && facts.Knows(nameof(Recipe.BatchSize)) && facts.Last<BatchSizeStep>() is { Images: 1 })
        {
            return ($"{mixing} mixes the images of a batch, and a batch is 1 image", "use larger batches, or drop it");
        }

        return augmentations.OfType<Grayscale>().FirstOrDefault() is { } grey && graph.Input[0] == 1
            ? ($"{grey} changes nothing: with InputChannels(1) all images are grey", "drop it")
            : null;
    }
}
