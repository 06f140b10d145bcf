using System.Buffers.Binary;
using System.IO.Compression;

namespace Transfer.Data;

/// <summary>An array of unsigned bytes read from an IDX file, plain or gzipped.</summary>
internal sealed class IdxArray
{
    private const byte UnsignedByte = 0x08;
    private const int MaxRank = 4;

    private IdxArray(int[] shape, byte[] data)
    {
        Shape = shape;
        Data = data;
    }

    public int[] Shape { get; }

    public byte[] Data { get; }

    public string ShapeText => $"({string.Join(", ", Shape)})";

    public static IdxArray Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException(
                $"There is no IDX file '{Path.GetFullPath(path)}'. Check the path; a name may end in .gz.", path);
        }

        using var file = File.OpenRead(path);
        try
        {
            if (!IsGzip(file))
            {
                return Parse(path, file);
            }

            using var unzipped = new GZipStream(file, CompressionMode.Decompress);
            return Parse(path, unzipped);
        }
        catch (EndOfStreamException e)
        {
            throw new DatasetException($"'{path}' is truncated: it ends inside the IDX header.", e);
        }
        catch (InvalidDataException e)
        {
            throw new DatasetException($"'{path}' is gzipped, but its compressed data are damaged or truncated: {e.Message}", e);
        }
    }

    private static bool IsGzip(FileStream file)
    {
        Span<byte> magic = stackalloc byte[2];
        var read = file.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return read == 2 && magic is [0x1F, 0x8B];
    }

    private static IdxArray Parse(string path, Stream stream)
    {
        Span<byte> word = stackalloc byte[4];
        stream.ReadExactly(word);
        if (word is not [0, 0, _, _])
        {
            throw new DatasetException(
                $"'{path}' is not an IDX file: it starts with {Convert.ToHexString(word)} where IDX has two zero bytes.");
        }

        int rank = word[3];
        if (word[2] != UnsignedByte || rank is < 1 or > MaxRank)
        {
            throw new DatasetException(
                $"'{path}' has IDX elements of type 0x{word[2]:X2} and rank {rank}; only unsigned bytes (0x08) of rank 1 to "
                    + $"{MaxRank} are read.");
        }

        var shape = new int[rank];
        UInt128 length = 1;
        for (var axis = 0; axis < rank; axis++)
        {
            stream.ReadExactly(word);
            var size = BinaryPrimitives.ReadUInt32BigEndian(word);
            length *= size;
            shape[axis] = (int)Math.Min(size, int.MaxValue);
        }

        if (length > (UInt128)Array.MaxLength)
        {
            throw new DatasetException($"'{path}' claims {length} bytes of data, more than an array can hold: is it damaged?");
        }

        return new IdxArray(shape, ReadBody(path, stream, (int)length));
    }

    private static byte[] ReadBody(string path, Stream stream, int length)
    {
        var body = GC.AllocateUninitializedArray<byte>(length);
        var read = stream.ReadAtLeast(body, length, throwOnEndOfStream: false);
        if (read < length)
        {
            throw new DatasetException(
                $"'{path}' should have {length} bytes after its header but has {read}: it is truncated.");
        }

        return stream.ReadByte() < 0
            ? body
            : throw new DatasetException(
                $"'{path}' should have {length} bytes after its header but has more: something was appended to it.");
    }
}
