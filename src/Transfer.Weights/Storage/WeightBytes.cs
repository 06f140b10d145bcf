namespace Transfer.Weights.Storage;

/// <summary>
/// A run of bytes that may be longer than an array, read piece by piece: a part of a file, memory, or a view of another run.
/// </summary>
internal abstract class WeightBytes(long length)
{
    public long Length { get; } = length;

    /// <summary>Fills <paramref name="destination"/> from <paramref name="offset"/> on. Safe to call from several
    /// threads.</summary>
    public void Read(long offset, Span<byte> destination)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, Length - destination.Length);
        ReadCore(offset, destination);
    }

    public WeightBytes Slice(long offset, long length) =>
        offset == 0 && length == Length ? this : new SlicedBytes(this, offset, length);

    protected abstract void ReadCore(long offset, Span<byte> destination);

    private sealed class SlicedBytes : WeightBytes
    {
        private readonly WeightBytes whole;
        private readonly long start;

        public SlicedBytes(WeightBytes whole, long start, long length)
            : base(length)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(start);
            ArgumentOutOfRangeException.ThrowIfNegative(length);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(start, whole.Length - length);
            this.whole = whole;
            this.start = start;
        }

        protected override void ReadCore(long offset, Span<byte> destination) => whole.Read(start + offset, destination);
    }
}
