using System.Collections.Immutable;
using Transfer.Weights.Storage;

namespace Transfer.Weights.Safetensors;

/// <summary>A tensor to be written.</summary>
/// <param name="Name">The name in the state dict.</param>
/// <param name="DType">The element type.</param>
/// <param name="Shape">The sizes; empty for a scalar.</param>
/// <param name="Write">Writes the elements, contiguous, row-major, little-endian: called once, when their turn has come.</param>
public sealed record SafetensorsEntry(string Name, WeightDType DType, ImmutableArray<long> Shape, Action<Stream> Write)
{
    /// <summary>Gets the number of bytes of all elements.</summary>
    public long ByteCount { get; } = checked(Shape.Aggregate(1L, (product, size) => checked(product * size)) * DType.Size());

    /// <summary>Returns a tensor whose bytes are in memory.</summary>
    /// <param name="name">The name in the state dict.</param>
    /// <param name="dtype">The element type.</param>
    /// <param name="shape">The sizes; empty for a scalar.</param>
    /// <param name="bytes">The elements, contiguous, row-major, little-endian.</param>
    /// <returns>The entry.</returns>
    public static SafetensorsEntry Of(string name, WeightDType dtype, ImmutableArray<long> shape, ReadOnlyMemory<byte> bytes) =>
        new(name, dtype, shape, stream => stream.Write(bytes.Span));

    /// <summary>Returns a tensor of another file, which is read when it is written.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <returns>The entry.</returns>
    public static SafetensorsEntry Of(WeightTensor tensor) => new(tensor.Name, tensor.DType, tensor.Shape, tensor.WriteTo);
}
