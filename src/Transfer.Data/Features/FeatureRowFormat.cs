using System.Runtime.InteropServices;

namespace Transfer.Features;

/// <summary>Represents how a row is stored: its length, and whether in half precision.</summary>
internal sealed record FeatureRowFormat(int Length, bool IsHalf)
{
    /// <summary>Gets the bytes of a row.</summary>
    public int Bytes => checked(Length * (IsHalf ? 2 : sizeof(float)));

    public byte[] ToBytes(ReadOnlySpan<float> values)
    {
        if (!IsHalf)
        {
            return MemoryMarshal.AsBytes(values).ToArray();
        }

        var halves = new byte[values.Length * 2];
        var target = MemoryMarshal.Cast<byte, Half>(halves.AsSpan());
        for (var i = 0; i < values.Length; i++)
        {
            target[i] = (Half)values[i];
        }

        return halves;
    }

    public void FromBytes(ReadOnlySpan<byte> row, Span<float> values)
    {
        if (!IsHalf)
        {
            row.CopyTo(MemoryMarshal.AsBytes(values));
            return;
        }

        var source = MemoryMarshal.Cast<byte, Half>(row);
        for (var i = 0; i < source.Length; i++)
        {
            values[i] = (float)source[i];
        }
    }
}
