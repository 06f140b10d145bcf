using Transfer.Common;
using Transfer.Graphs;
using Transfer.Planning;
using Transfer.Recipes;

namespace Transfer.Rules;

/// <summary>TRF039: augmentation makes the frozen features different in each epoch, so that they can't be kept.</summary>
[RuleDescription("""
    Only the head trains, for several epochs, and `Augment(…)` changes the images in each of them.
    """)]
[RuleExample(
    wrong: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .Head(10)
            .Augment(Augmentations.HorizontalFlip())   // TRF039: 1,813.6 M multiply-adds an image in each of 5 epochs
            .Epochs(5)
        """,
    right: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .Head(10)
            .Augment(Augmentations.HorizontalFlip())
            .Views(2)
            .Epochs(5)
        """)]
internal sealed class UncacheableFeatures()
    : Rule("TRF039", "Augmentation that keeps frozen features from being cached", Severity.Info)
{
    public override IEnumerable<Finding> Check(SimulatedRecipe recipe)
    {
        var step = recipe.IndexOfSetting<AugmentSetting>();
        if (!recipe.IsCertain || step < 0 || !recipe.Knows(Steps.Epochs, Steps.BatchNorm, Steps.Views, Steps.Augment)
            || (recipe.Setting<AugmentationViews>() is not null && !Mixes(recipe))
            || recipe.Graph is not { IsCustom: false } graph)
        {
            yield break;
        }

        var epochs = recipe.Phases.Sum(phase => phase.Epochs);
        if (epochs == 1 || !recipe.Phases.All(phase => IsProbe(phase, graph)))
        {
            yield break;
        }

        var trainable = recipe.Phases[0].Trainable();
        var liveness = Liveness.Of(graph, trainable, recipe.Phases[0].NormMode);
        if (liveness.Cut is { } cut)
        {
            var cost = Cost.Of(graph, trainable, liveness).FrozenPrefix;
            yield return At(
                step,
                $"only the head trains, but augmented images have other features in each epoch: {Counted.Million(cost)} "
                    + "multiply-adds an image in each "
                    + $"of {Literal.Number(epochs)} epochs, in place of one with {Counted.Number(cut.BytesPerImage)} "
                    + "bytes an image cached",
                Mixes(recipe)
                    ? "keep it where the gain is worth the time, or drop it"
                    : "add Views(4) to keep the features of some views of each image, or drop it");
        }
    }

    // Views of single images can be kept; a mixed batch never comes again.
    private static bool Mixes(SimulatedRecipe recipe) => recipe.Steps
        .OfType<RunSettingStep>()
        .Select(step => step.Setting)
        .OfType<AugmentSetting>()
        .Any(setting => setting.Augmentations.OfType<BatchAugmentation>().Any());

    private static bool IsProbe(SimulatedPhase phase, Graph graph)
    {
        var trains = graph.Parameters
            .Zip(phase.Parameters, (tensor, parameter) => (tensor, parameter.FrozenBy))
            .Where(pair => pair.FrozenBy is null)
            .ToArray();
        return trains.Length > 0 && trains.All(pair => HeadSurgery.IsHead(graph, graph.Nodes[pair.tensor.Node]));
    }
}
