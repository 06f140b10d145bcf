using System.Runtime.InteropServices;

namespace Transfer.Weights.Storage;

/// <summary>Element conversions. Files are little-endian, and so is every machine that libtorch is built for.</summary>
internal static class WeightConversion
{
    public static float[] ToSingle(WeightTensor tensor)
    {
        var result = new float[tensor.ElementCount];
        if (tensor.DType == WeightDType.F32)
        {
            tensor.Read(0, MemoryMarshal.AsBytes(result.AsSpan()));
            return result;
        }

        const int PieceLength = 1 << 16;
        var size = tensor.DType.Size();
        Span<byte> buffer = new byte[Math.Min(PieceLength, result.Length) * size];
        for (var start = 0; start < result.Length; start += PieceLength)
        {
            var target = result.AsSpan(start, Math.Min(PieceLength, result.Length - start));
            var source = buffer[..(target.Length * size)];
            tensor.Read((long)start * size, source);
            Convert(tensor.DType, source, target);
        }

        return result;
    }

    private static void Convert(WeightDType dtype, ReadOnlySpan<byte> source, Span<float> target)
    {
        switch (dtype)
        {
            case WeightDType.F64: Map<double>(source, target, value => (float)value); break;
            case WeightDType.F16: Map<Half>(source, target, value => (float)value); break;
            case WeightDType.BF16: Map<ushort>(source, target, FromBFloat16); break;
            case WeightDType.I64: Map<long>(source, target, value => value); break;
            case WeightDType.I32: Map<int>(source, target, value => value); break;
            case WeightDType.I16: Map<short>(source, target, value => value); break;
            case WeightDType.I8: Map<sbyte>(source, target, value => value); break;
            case WeightDType.U8: Map<byte>(source, target, value => value); break;
            case WeightDType.Bool: Map<byte>(source, target, value => value == 0 ? 0 : 1); break;
            default: throw new ArgumentOutOfRangeException(nameof(dtype), dtype, $"Not one of {WeightDTypes.Supported}.");
        }
    }

    /// <summary>Returns a single of a bfloat16, which is its upper half.</summary>
    private static float FromBFloat16(ushort bits) => BitConverter.UInt32BitsToSingle((uint)bits << 16);

    private static void Map<T>(ReadOnlySpan<byte> source, Span<float> target, Func<T, float> convert)
        where T : struct
    {
        var values = MemoryMarshal.Cast<byte, T>(source);
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = convert(values[i]);
        }
    }
}
