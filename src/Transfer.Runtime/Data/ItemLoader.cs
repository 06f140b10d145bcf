namespace Transfer.Data;

/// <summary>Loads one picture of an epoch: decodes, transforms, preprocesses. Thread-safe.</summary>
internal sealed class ItemLoader(
    IImageDataset dataset, ImagePreprocessor preprocessor, IReadOnlyList<IImageTransform> transforms, long seed, int epoch)
{
    /// <summary>Number of values a picture becomes.</summary>
    public int Length => preprocessor.Length;

    /// <summary>Writes a picture's values, and returns its label. Throws whatever a dataset or a transform throws.</summary>
    public long Load(int index, Span<float> destination)
    {
        int label = dataset.Label(index);
        if (label < 0 || label >= dataset.ClassNames.Count)
        {
            throw new DatasetException(
                $"Its label is {label}, but there are {dataset.ClassNames.Count} classes, numbered from 0.");
        }

        RgbImage image = dataset.Load(index) ?? throw new DatasetException("The dataset gave null for it.");
        if (transforms.Count > 0)
        {
            var random = new SeededRandom(RandomPurpose.Transform, seed, epoch, index);
            foreach (IImageTransform transform in transforms)
            {
                image = transform.Apply(image, random)
                    ?? throw new DatasetException($"The transform {transform.GetType().Name} gave null for it.");
            }
        }

        preprocessor.Write(image, destination);
        return label;
    }

    /// <summary>Names the picture that something went wrong with.</summary>
    public DatasetException Explain(int index, Exception cause) =>
        new($"Picture {index} ({dataset.Name(index)}) could not be made ready: {cause.Message}", cause);
}
