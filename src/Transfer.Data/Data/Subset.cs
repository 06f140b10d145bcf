namespace Transfer.Data;

/// <summary>
/// Represents some images of a dataset, in a given order, as a dataset. It stores indices only; labels stay as they are.
/// </summary>
public sealed class Subset : IImageDataset
{
    private readonly int[] indices;

    /// <summary>Initializes a selection of images.</summary>
    /// <param name="source">The dataset to select from.</param>
    /// <param name="indices">Indices into <paramref name="source"/>; one may occur more than once.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside the dataset.</exception>
    public Subset(IImageDataset source, IEnumerable<int> indices)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(indices);
        Source = source;
        this.indices = [.. indices];
        foreach (var index in this.indices)
        {
            if (index < 0 || index >= source.Count)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(indices), index, $"The dataset has {source.Count} images, numbered from 0.");
            }
        }
    }

    /// <summary>Gets the dataset selected from.</summary>
    public IImageDataset Source { get; }

    /// <summary>Gets the index of each image in <see cref="Source"/>.</summary>
    public IReadOnlyList<int> Indices => indices;

    /// <inheritdoc/>
    public int Count => indices.Length;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames => Source.ClassNames;

    /// <inheritdoc/>
    public int Label(int index) => Source.Label(indices[index]);

    /// <inheritdoc/>
    public IReadOnlyList<int>? Labels(int index) => Source.Labels(indices[index]);

    /// <inheritdoc/>
    public RgbImage Load(int index) => Source.Load(indices[index]);

    /// <inheritdoc/>
    public string Name(int index) => Source.Name(indices[index]);

    /// <inheritdoc/>
    public UInt128 Fingerprint(int index) => Source.Fingerprint(indices[index]);
}
