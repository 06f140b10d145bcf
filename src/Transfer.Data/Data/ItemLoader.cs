namespace Transfer.Data;

/// <summary>Loads one item of an epoch, with its label. Thread-safe.</summary>
internal abstract class ItemLoader(IImageDataset dataset)
{
    /// <summary>Gets the number of values an item becomes.</summary>
    public abstract int Length { get; }

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

        Write(index, destination);
        return label;
    }

    /// <summary>
    /// Mixes a batch, and returns its targets, N × classes; null where nothing mixes and each image has one class.
    /// </summary>
    /// <param name="batch">Number of the batch in the epoch.</param>
    /// <param name="values">The batch's values.</param>
    /// <param name="labels">The batch's classes.</param>
    /// <param name="indices">The batch's images.</param>
    public virtual float[]? Mix(int batch, float[] values, long[] labels, int[] indices) =>
        dataset.Labels(indices[0]) is null
            ? null
            : Targets.ManyHot([.. indices.Select(index => dataset.Labels(index)!)], dataset.ClassNames.Count);

    /// <summary>Returns an exception that names the image that failed.</summary>
    public DatasetException Explain(int index, Exception cause) =>
        new($"Image {index} ({dataset.Name(index)}) could not be prepared: {cause.Message}", cause);

    /// <summary>Writes an item's values.</summary>
    protected abstract void Write(int index, Span<float> destination);
}
