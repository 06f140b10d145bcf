using Transfer.Graphs;
using Transfer.Steps;

namespace Transfer.Serialization;

/// <summary>Makes the settings of a run of what was read.</summary>
internal static class TrainingReader
{
    public static TrainingSettings Read(TrainingDocument document, string path)
    {
        return new TrainingSettings(
            Checked(document.Loss, path + ".loss", CheckLoss),
            OfKind<ImageAugmentation>(document.Augmentations, path + ".augmentations", "single images"),
            OfKind<BatchAugmentation>(document.BatchAugmentations, path + ".batchAugmentations", "batches"),
            document.BalancedSampling,
            document.EarlyStopping is { } stopping ? Checked(stopping, path + ".earlyStopping", CheckStopping) : null,
            document.Clipping is { } clipping ? Checked(clipping, path + ".clipping", CheckClipping) : null,
            PlanReader.Positive(document.AccumulationSteps, path + ".accumulationSteps"),
            document.AverageDecay is { } decay ? Checked(decay, path + ".averageDecay", CheckDecay) : null);
    }

    // The language's own checks: a document holds nothing that a recipe could not.
    private static T Checked<T>(T value, string path, Action<T> check)
    {
        try
        {
            check(value);
            return value;
        }
        catch (ArgumentException error)
        {
            throw PlanReader.Wrong(path, error.Message.Split(" (Parameter '")[0].TrimEnd('.'), error);
        }
    }

    private static void CheckLoss(Loss loss)
    {
        _ = loss switch
        {
            CrossEntropyLoss crossEntropy => Losses.CrossEntropy(crossEntropy.LabelSmoothing, crossEntropy.ClassWeights),
            BinaryCrossEntropyLoss binary => Losses.BinaryCrossEntropy(binary.PositiveWeights),
            _ => loss,
        };
    }

    private static void CheckStopping(EarlyStopping stopping)
    {
        Argument.Positive(stopping.Patience, "patience");
        Argument.Member(stopping.Metric, "metric");
        Argument.NotNegative(stopping.LeastChange, "leastChange");
    }

    private static void CheckClipping(GradientClipping clipping)
    {
        Argument.Member(clipping.Kind, "kind");
        Argument.Positive(clipping.Limit, clipping.Kind == GradientClippingKind.Norm ? "norm" : "limit");
    }

    private static void CheckDecay(double decay) => Argument.BelowOne(decay, "decay");

    private static EquatableList<T> OfKind<T>(Augmentation[] augmentations, string path, string what)
        where T : Augmentation =>
        PlanReader.NoNull(augmentations, path)
            .Select((augmentation, i) => augmentation as T
                ?? throw PlanReader.Wrong($"{path}[{i}]", $"{augmentation} is no change of {what}"))
            .ToEquatableList();
}
