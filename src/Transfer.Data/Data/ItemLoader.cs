namespace Transfer.Data;

/// <summary>Loads one image of an epoch: decodes, augments, preprocesses. Thread-safe.</summary>
internal sealed class ItemLoader(
    IImageDataset dataset, ImagePreprocessor preprocessor, BatchLoaderOptions options, int epoch)
{
    private readonly ImageAugmentation[] augmentations = [.. options.Augmentations.OfType<ImageAugmentation>()];
    private readonly BatchAugmentation[] mixes = [.. options.Augmentations.OfType<BatchAugmentation>()];

    /// <summary>Gets the number of values an image becomes.</summary>
    public int Length => preprocessor.Length;

    /// <summary>Writes an image's values, and returns its label. Throws whatever a dataset or an augmentation throws.</summary>
    public long Load(int index, Span<float> destination)
    {
        var label = dataset.Label(index);
        foreach (var one in dataset.Labels(index) ?? [label])
        {
            if (one < 0 || one >= dataset.ClassNames.Count)
            {
                throw new DatasetException(
                    $"Its label is {one}, but there are {dataset.ClassNames.Count} classes, numbered from 0.");
            }
        }

        var image = dataset.Load(index) ?? throw new DatasetException("The dataset returned null for it.");
        var random = new SeededRandom(RandomPurpose.Transform, options.Seed, epoch, index);
        Augment(image, destination, random);
        return label;
    }

    /// <summary>
    /// Mixes a batch, and returns its targets, N × classes; null where nothing mixes and each image has one class. Of
    /// several batch augmentations one is
    /// chosen for each batch, each as likely as the others (torchvision's <c>RandomChoice</c>).
    /// </summary>
    /// <param name="batch">Number of the batch in the epoch.</param>
    /// <param name="pixels">The batch's values.</param>
    /// <param name="labels">The batch's classes.</param>
    /// <param name="indices">The batch's images.</param>
    public float[]? Mix(int batch, float[] pixels, long[] labels, int[] indices)
    {
        var several = dataset.Labels(indices[0]) is not null;
        if (mixes.Length == 0 && !several)
        {
            return null;
        }

        var targets = several
            ? Targets.ManyHot([.. indices.Select(index => dataset.Labels(index)!)], dataset.ClassNames.Count)
            : Targets.OneHot(labels, dataset.ClassNames.Count);
        if (mixes.Length == 0)
        {
            return targets;
        }

        var random = new SeededRandom(RandomPurpose.Mix, options.Seed, epoch, batch);
        mixes[random.Next(mixes.Length)].Mix(pixels, targets, labels.Length, preprocessor.Preprocessing.Crop, random);
        return targets;
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

    /// <summary>Returns an exception that names the image that failed.</summary>
    public DatasetException Explain(int index, Exception cause) =>
        new($"Image {index} ({dataset.Name(index)}) could not be prepared: {cause.Message}", cause);
}
