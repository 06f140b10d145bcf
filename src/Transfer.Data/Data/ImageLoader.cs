namespace Transfer.Data;

/// <summary>Loads the images of an epoch: decodes, augments, preprocesses.</summary>
internal sealed class ImageLoader(
    IImageDataset dataset, ImagePreprocessor preprocessor, BatchLoaderOptions options, int epoch) : ItemLoader(dataset)
{
    private readonly IImageDataset dataset = dataset;
    private readonly ImageAugmentation[] augmentations = [.. options.Augmentations.OfType<ImageAugmentation>()];
    private readonly BatchAugmentation[] mixes = [.. options.Augmentations.OfType<BatchAugmentation>()];

    public override int Length => preprocessor.Length;

    // Of several batch augmentations one is chosen for each batch, each as likely as the others (torchvision's RandomChoice).
    public override float[]? Mix(int batch, float[] values, long[] labels, int[] indices)
    {
        var targets = base.Mix(batch, values, labels, indices);
        if (mixes.Length == 0)
        {
            return targets;
        }

        targets ??= Targets.OneHot(labels, dataset.ClassNames.Count);
        var random = new SeededRandom(RandomPurpose.Mix, options.Seed, epoch, batch);
        mixes[random.Next(mixes.Length)].Mix(values, targets, labels.Length, preprocessor.Preprocessing.Crop, random);
        return targets;
    }

    protected override void Write(int index, Span<float> destination)
    {
        var image = dataset.Load(index) ?? throw new DatasetException("The dataset returned null for it.");
        Augment(image, destination, new SeededRandom(RandomPurpose.Transform, options.Seed, options.ViewOf(epoch), index));
    }

    private void Augment(RgbImage image, Span<float> destination, Random random)
    {
        if (augmentations.Length == 0)
        {
            preprocessor.Write(image, destination);
            return;
        }

        // A crop sees the image as loaded; what follows the last one sees the network's input.
        var cuts = Array.FindLastIndex(augmentations, augmentation => augmentation.AppliesBeforeResizing) + 1;
        image = Apply(augmentations.AsSpan(0, cuts), image, random);
        image = augmentations.Any(augmentation => augmentation.ReturnsInputSize) ? image : preprocessor.Fit(image);
        preprocessor.Normalize(Apply(augmentations.AsSpan(cuts), image, random), destination);
        foreach (var augmentation in augmentations)
        {
            augmentation.Apply(destination, preprocessor.Preprocessing.Crop, random);
        }
    }

    private RgbImage Apply(ReadOnlySpan<ImageAugmentation> changes, RgbImage image, Random random)
    {
        foreach (var change in changes)
        {
            image = change.Apply(image, preprocessor.Preprocessing, random)
                ?? throw new DatasetException($"The augmentation {change} returned null for it.");
        }

        return image;
    }
}
