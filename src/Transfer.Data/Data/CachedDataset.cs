namespace Transfer.Data;

/// <summary>A dataset that keeps decoded images up to a number of bytes.</summary>
internal sealed class CachedDataset : IImageDataset
{
    private readonly IImageDataset source;
    private readonly RgbImage?[] kept;
    private long bytesLeft;

    public CachedDataset(IImageDataset source, long maxBytes)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegative(maxBytes);
        this.source = source;
        kept = new RgbImage?[source.Count];
        bytesLeft = maxBytes;
    }

    public int Count => source.Count;

    public IReadOnlyList<string> ClassNames => source.ClassNames;

    public int Label(int index) => source.Label(index);

    public IReadOnlyList<int>? Labels(int index) => source.Labels(index);

    public string Name(int index) => source.Name(index);

    public UInt128 Fingerprint(int index) => source.Fingerprint(index);

    public RgbImage Load(int index)
    {
        var image = Volatile.Read(ref kept[index]);
        if (image is null)
        {
            image = source.Load(index);
            Keep(index, image);
        }

        return image;
    }

    // Two threads may decode one image at the same time; only the first is kept, and only it is charged.
    private void Keep(int index, RgbImage image)
    {
        var size = image.Pixels.Length;
        if (Interlocked.Add(ref bytesLeft, -size) < 0 || Interlocked.CompareExchange(ref kept[index], image, null) is not null)
        {
            Interlocked.Add(ref bytesLeft, size);
        }
    }
}
