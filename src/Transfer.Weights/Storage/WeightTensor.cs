using System.Buffers;
using System.Collections.Immutable;

namespace Transfer.Weights.Storage;

/// <summary>A named tensor of a weights file. Its bytes stay in the file until they are asked for.</summary>
public sealed class WeightTensor
{
    private readonly WeightBytes bytes;

    /// <param name="name">The name in the state dict, such as <c>layer1.0.conv1.weight</c>.</param>
    /// <param name="dtype">The element type.</param>
    /// <param name="shape">The sizes; empty for a scalar.</param>
    /// <param name="bytes">The elements, contiguous, row-major, little-endian.</param>
    internal WeightTensor(string name, WeightDType dtype, ImmutableArray<long> shape, WeightBytes bytes)
    {
        var count = shape.Aggregate(1L, (product, size) => checked(product * size));
        if (bytes.Length != checked(count * dtype.Size()))
        {
            throw new ArgumentException(
                $"{name}: {bytes.Length} bytes are not {dtype} elements of shape [{string.Join(", ", shape)}].", nameof(bytes));
        }

        Name = name;
        DType = dtype;
        Shape = shape;
        ElementCount = count;
        this.bytes = bytes;
    }

    /// <summary>Gets the name in the state dict.</summary>
    public string Name { get; }

    /// <summary>Gets the element type.</summary>
    public WeightDType DType { get; }

    /// <summary>Gets the sizes; empty for a scalar.</summary>
    public ImmutableArray<long> Shape { get; }

    /// <summary>Gets the number of elements.</summary>
    public long ElementCount { get; }

    /// <summary>Gets the number of bytes of all elements.</summary>
    public long ByteCount => bytes.Length;

    /// <summary>
    /// Fills <paramref name="destination"/> with the bytes from <paramref name="byteOffset"/> on: a tensor of any size can be
    /// read straight to where it shall be, in pieces.
    /// </summary>
    /// <param name="byteOffset">The first byte that is read.</param>
    /// <param name="destination">Where the bytes go.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has fewer bytes.</exception>
    /// <exception cref="IOException">The file can't be read any more.</exception>
    public void Read(long byteOffset, Span<byte> destination) => bytes.Read(byteOffset, destination);

    /// <summary>Reads all bytes.</summary>
    /// <returns>The elements, contiguous, row-major, little-endian.</returns>
    public byte[] ToBytes()
    {
        var all = new byte[ByteCount];
        Read(0, all);
        return all;
    }

    /// <summary>
    /// Returns all elements as single-precision numbers: exact for F32, F16, BF16, the integers of up to 16 bits and Bool (0 or
    /// 1), the nearest single for the others.
    /// </summary>
    /// <returns>The elements in row-major order.</returns>
    public float[] ToSingle() => WeightConversion.ToSingle(this);

    /// <summary>Writes all bytes to <paramref name="stream"/>, through a small buffer.</summary>
    /// <param name="stream">Where they go.</param>
    public void WriteTo(Stream stream)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(ByteCount, 1 << 20));
        try
        {
            for (long offset = 0; offset < ByteCount;)
            {
                var piece = buffer.AsSpan(0, (int)Math.Min(buffer.Length, ByteCount - offset));
                Read(offset, piece);
                stream.Write(piece);
                offset += piece.Length;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
