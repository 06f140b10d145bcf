using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Transfer.Weights.Storage;

namespace Transfer.Weights.Torch;

/// <summary>Reads the arguments of opcodes from a pickle, never past its end.</summary>
internal ref struct PickleCursor(ReadOnlySpan<byte> pickle)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> pickle = pickle;

    public int Position { get; private set; }

    public byte U8() => Take(1)[0];

    public ushort U16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public int I32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public uint U32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public double F64BigEndian() => BinaryPrimitives.ReadDoubleBigEndian(Take(8));

    /// <summary>
    /// Returns a little-endian two's complement integer of <paramref name="count"/> bytes: a long where it fits.
    /// </summary>
    public object Integer(int count)
    {
        var value = new BigInteger(Take(count));
        return value >= long.MinValue && value <= long.MaxValue ? (object)(long)value : value;
    }

    public string Utf8(long count)
    {
        try
        {
            return StrictUtf8.GetString(Take(count));
        }
        catch (DecoderFallbackException)
        {
            throw UnreadableWeightsException.Damaged($"a pickle whose text at byte {Position} is not UTF-8");
        }
    }

    /// <summary>Returns a string of Python 2, which specifies no encoding: Latin-1 keeps each byte.</summary>
    public string Latin1(int count) => Encoding.Latin1.GetString(Take(count));

    public string Line()
    {
        var length = pickle[Position..].IndexOf((byte)'\n');
        if (length < 0)
        {
            throw CutShort();
        }

        var line = Utf8(length);
        Position++;
        return line;
    }

    private ReadOnlySpan<byte> Take(long count)
    {
        if (count > pickle.Length - Position)
        {
            throw CutShort();
        }

        var bytes = pickle.Slice(Position, (int)count);
        Position += (int)count;
        return bytes;
    }

    private readonly UnreadableWeightsException CutShort() =>
        UnreadableWeightsException.Damaged($"a pickle truncated at byte {pickle.Length}");
}
