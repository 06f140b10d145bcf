using Transfer.Graphs;

namespace Transfer.Serialization;

/// <summary>Makes the settings of a run of what was read.</summary>
internal static class TrainingReader
{
    public static TrainingSettings Read(TrainingDocument document, string path)
    {
        return new TrainingSettings(
            document.Loss,
            OfKind<ImageAugmentation>(document.Augmentations, path + ".augmentations", "single images"),
            OfKind<BatchAugmentation>(document.BatchAugmentations, path + ".batchAugmentations", "batches"),
            document.BalancedSampling,
            document.EarlyStopping,
            document.Clipping,
            PlanReader.Positive(document.AccumulationSteps, path + ".accumulationSteps"),
            document.AverageDecay);
    }

    private static EquatableList<T> OfKind<T>(Augmentation[] augmentations, string path, string what)
        where T : Augmentation =>
        PlanReader.NoNull(augmentations, path)
            .Select((augmentation, i) => augmentation as T
                ?? throw PlanReader.Wrong($"{path}[{i}]", $"{augmentation} is no change of {what}"))
            .ToEquatableList();
}
