using Transfer.Common;
using Transfer.Graphs;
using Transfer.Planning;
using Transfer.Recipes;

namespace Transfer.Rules;

/// <summary>TRF036: dropout or augmentation that has no effect.</summary>
[RuleDescription("""
    `Dropout(…)` or `StochasticDepth(…)` where the network has no such layer; `Augment(…)` where nothing trains; MixUp or
    CutMix at batches of one image; Grayscale where all images are grey.
    """)]
[RuleExample(
    wrong: """
        Backbone.ResNet18().Pretrained()
            .Dropout(0.3)   // TRF036: resnet18 has no dropout layer
            .Head(10)
        """,
    right: """
        Backbone.ResNet18().Pretrained()
            .Head(10, dropout: 0.3)
        """)]
[RuleExample(
    wrong: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .Features()
            .Augment(Augmentations.HorizontalFlip())   // TRF036: nothing trains
        """,
    corrected: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .Features()
        """)]
internal sealed class RegularizationOfNothing() : Rule("TRF036", "Dropout or augmentation without effect", Severity.Warning)
{
    public override IEnumerable<Finding> Check(SimulatedRecipe recipe)
    {
        if (!recipe.IsCertain || recipe.Graph is not { } graph)
        {
            yield break;
        }

        foreach (var obstacle in recipe.Obstacles.Where(obstacle => obstacle.Kind == ObstacleKind.NoSuchLayer))
        {
            yield return At(obstacle.Place, obstacle.Reason, obstacle.Remedy);
        }

        var trains = recipe.Phases.Any(phase => phase.Parameters.Any(parameter => parameter.FrozenBy is null));
        for (var i = 0; i < recipe.Steps.Count; i++)
        {
            if (recipe.Steps[i] is RunSettingStep { Setting: AugmentSetting setting }
                && WithoutEffect(recipe, graph, setting.Augmentations, trains) is var (message, remedy))
            {
                yield return At(
                    i, message, remedy, setting.Augmentations.Count == 1 || !trains ? [Edit.Drop(i, recipe.Steps[i])] : []);
            }
        }
    }

    private static (string Message, string Remedy)? WithoutEffect(
        SimulatedRecipe recipe, Graph graph, EquatableList<Augmentation> augmentations, bool trains)
    {
        if (!trains)
        {
            return (
                "Augment changes training images, but nothing trains: all parameters are frozen",
                "drop it, or let something train");
        }

        if (augmentations.OfType<BatchAugmentation>().FirstOrDefault() is { } mixing
            && recipe.Knows(Steps.BatchSize) && recipe.Last<BatchSizeStep>() is { Images: 1 })
        {
            return ($"{mixing} mixes the images of a batch, and a batch is 1 image", "use larger batches, or drop it");
        }

        return augmentations.OfType<Grayscale>().FirstOrDefault() is { } grey && graph.Input[0] == 1
            ? ($"{grey} changes nothing: with InputChannels(1) all images are grey", "drop it")
            : null;
    }
}
