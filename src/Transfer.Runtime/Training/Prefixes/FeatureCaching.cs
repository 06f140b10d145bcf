using Transfer.Data;

namespace Transfer.Training.Prefixes;

/// <summary>Decides whether what a frozen prefix gives for an image is worth keeping.</summary>
internal static class FeatureCaching
{
    /// <summary>
    /// Returns whether an image is the same in a later epoch: it is not changed at random, or it has a number of views, and no
    /// batch mixes it with others.
    /// </summary>
    public static bool IsPossible(BatchLoaderOptions options) =>
        !options.Augmentations.OfType<BatchAugmentation>().Any()
        && (options.Views is not null || !options.Augmentations.OfType<ImageAugmentation>().Any());
}
