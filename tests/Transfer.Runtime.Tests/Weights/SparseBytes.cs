using Transfer.Weights.Storage;

namespace Transfer.Weights.Tests;

/// <summary>A file of any length that is zero but for a few places, without a disk.</summary>
internal sealed class SparseBytes(long length, params (long Offset, byte[] Bytes)[] segments) : WeightBytes(length)
{
    protected override void ReadCore(long offset, Span<byte> destination)
    {
        destination.Clear();
        foreach (var (start, bytes) in segments)
        {
            var begin = Math.Max(start, offset);
            var end = Math.Min(start + bytes.Length, offset + destination.Length);
            if (begin < end)
            {
                bytes.AsSpan((int)(begin - start), (int)(end - begin)).CopyTo(destination[(int)(begin - offset)..]);
            }
        }
    }
}
