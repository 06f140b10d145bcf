using Transfer.Weights.Storage;

namespace Transfer.Weights.Tests;

/// <summary>Bytes that are in memory already.</summary>
internal sealed class MemoryBytes(ReadOnlyMemory<byte> memory) : WeightBytes(memory.Length)
{
    protected override void ReadCore(long offset, Span<byte> destination) =>
        memory.Span.Slice((int)offset, destination.Length).CopyTo(destination);
}
