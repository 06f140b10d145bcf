namespace Transfer.Features;

/// <summary>
/// Keeps the features of one frozen prefix: a row of numbers for each image, found by the image's fingerprint. What is added is
/// there in the next run and in other processes; a row that is damaged or half-written is never read.
/// </summary>
/// <remarks>
/// Several processes may use a folder at once: each writes files of its own, which appear whole or not at all. A disk that is
/// full
/// or can't be written ends nothing; the store then keeps what fits into memory.
/// </remarks>
public sealed class FeatureStore : IDisposable
{
    private readonly FeatureStoreOptions options;
    private readonly FeatureRowFormat format;
    private readonly FeatureFolder? folder;
    private readonly Dictionary<UInt128, (IFeatureSegment Segment, int Row)> rows = [];
    private readonly List<FeatureFile> files = [];
    private long memory;

    /// <summary>Opens the store of a prefix, with what earlier runs have left.</summary>
    /// <param name="options">Where features are kept, and how many.</param>
    /// <param name="key">The fingerprint of everything that decides the features beside the image.</param>
    /// <param name="length">The length of a row.</param>
    public FeatureStore(FeatureStoreOptions options, UInt128 key, int length)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(options.MemoryBudget, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.DiskBudget, nameof(options));
        this.options = options;
        format = new FeatureRowFormat(length, options.HalfPrecision);
        folder = options.Folder is { } path ? FeatureFolder.TryOpen(path, key, format) : null;
        foreach (var file in folder?.Files() ?? [])
        {
            Register(file);
        }
    }

    /// <summary>Gets the length of a row.</summary>
    public int Length => format.Length;

    /// <summary>Gets the bytes that the store holds in memory.</summary>
    public long MemoryBytes => memory;

    /// <summary>Returns whether the store has the row of an image.</summary>
    /// <param name="image">The image's fingerprint.</param>
    /// <returns>True if it has.</returns>
    public bool Contains(UInt128 image) => rows.ContainsKey(image);

    /// <summary>Returns whether some more rows have room, in memory or in the folder.</summary>
    /// <param name="count">How many.</param>
    /// <returns>True if they have.</returns>
    public bool HasRoomFor(long count) =>
        memory + (count * format.Bytes) <= options.MemoryBudget
        || (folder is not null && (rows.Count + count) * format.Bytes <= options.DiskBudget);

    /// <summary>Adds the rows of some images. They are in the folder when the call returns.</summary>
    /// <param name="images">The fingerprints of the images, each once.</param>
    /// <param name="values">The rows, one after the other.</param>
    /// <returns>True if they are kept; false where neither memory nor disk has room.</returns>
    /// <exception cref="ArgumentException">There are not as many values as the images' rows have.</exception>
    public bool TryAdd(IReadOnlyList<UInt128> images, ReadOnlySpan<float> values)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (values.Length != (long)images.Count * Length)
        {
            throw new ArgumentException(
                $"{images.Count} rows have {(long)images.Count * Length} values, got {values.Length}.", nameof(values));
        }

        var bytes = format.ToBytes(values);
        var file = folder?.TryWrite(images, bytes, options.DiskBudget);
        if (file is not null)
        {
            Register(file, bytes);
            return true;
        }

        return TryHold(images, bytes);
    }

    /// <summary>Reads the row of an image.</summary>
    /// <param name="image">The image's fingerprint; the store has it.</param>
    /// <param name="row">Takes the row, <see cref="Length"/> values.</param>
    /// <exception cref="KeyNotFoundException">The store has no row of it.</exception>
    /// <exception cref="FeatureStoreException">The file was damaged, or cut, since it was opened.</exception>
    public void Read(UInt128 image, Span<float> row)
    {
        var (segment, index) = rows[image];
        segment.Read(index, row);
    }

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        foreach (var file in files)
        {
            file.Dispose();
        }
    }

    private void Register(FeatureFile file, byte[]? content = null)
    {
        files.Add(file);
        var bytes = (long)file.Images.Length * format.Bytes;
        if (memory + bytes <= options.MemoryBudget && (content ?? file.TryReadAll()) is { } held)
        {
            TryHold(file.Images, held);
            return;
        }

        for (var i = 0; i < file.Images.Length; i++)
        {
            rows.TryAdd(file.Images[i], (file, i));
        }
    }

    private bool TryHold(IReadOnlyList<UInt128> images, byte[] content)
    {
        if (memory + content.Length > options.MemoryBudget)
        {
            return false;
        }

        memory += content.Length;
        var segment = new FeatureMemory(format, content);
        for (var i = 0; i < images.Count; i++)
        {
            rows.TryAdd(images[i], (segment, i));
        }

        return true;
    }
}
