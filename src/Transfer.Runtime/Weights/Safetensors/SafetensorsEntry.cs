using System.Collections.Immutable;

namespace Transfer.Weights.Safetensors;

/// <summary>A tensor to be written.</summary>
/// <param name="Name">The name in the state dict.</param>
/// <param name="DType">The element type.</param>
/// <param name="Shape">The sizes; empty for a scalar.</param>
/// <param name="Write">Writes the elements, contiguous, row-major, little-endian: called once, when their turn has come.</param>
internal sealed record SafetensorsEntry(string Name, WeightDType DType, ImmutableArray<long> Shape, Action<Stream> Write)
{
    public long ByteCount { get; } = checked(Shape.Aggregate(1L, (product, size) => checked(product * size)) * DType.Size());

    public static SafetensorsEntry Of(string name, WeightDType dtype, ImmutableArray<long> shape, ReadOnlyMemory<byte> bytes) =>
        new(name, dtype, shape, stream => stream.Write(bytes.Span));

    public static SafetensorsEntry Of(WeightTensor tensor) => new(tensor.Name, tensor.DType, tensor.Shape, tensor.WriteTo);
}
