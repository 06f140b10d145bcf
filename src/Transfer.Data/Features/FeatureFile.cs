using System.Buffers;
using System.Buffers.Binary;
using System.IO.Hashing;
using Microsoft.Win32.SafeHandles;

namespace Transfer.Features;

/// <summary>
/// A file of rows. It has a header (magic, row length, type, count), the fingerprint of each image, the checksum of each row, the
/// checksum of all that, and then the rows. Every read checks the row's checksum.
/// </summary>
/// <remarks>
/// Rows are read by position, not through a mapping: a mapped file that is cut while it is read ends the process.
/// </remarks>
internal sealed class FeatureFile : IFeatureSegment, IDisposable
{
    private const ulong Magic = 0x3130_5441_4546_5254; // "TRFEAT01"
    private const int HeaderBytes = 24;
    private const int FingerprintBytes = 16;
    private const int ChecksumBytes = sizeof(ulong);
    private readonly string path;
    private readonly SafeFileHandle handle;
    private readonly FeatureRowFormat format;
    private readonly ulong[] checksums;
    private readonly long start;

    private FeatureFile(string path, SafeFileHandle handle, FeatureRowFormat format, UInt128[] images, ulong[] checksums)
    {
        (this.path, this.handle, this.format, this.checksums, Images) = (path, handle, format, checksums, images);
        start = IndexBytes(images.Length) + ChecksumBytes;
    }

    /// <summary>Gets the fingerprints of the images, in the order of the rows.</summary>
    public UInt128[] Images { get; }

    /// <summary>Writes a file; it has its content on the disk when the call returns.</summary>
    public static void Write(string path, FeatureRowFormat format, IReadOnlyList<UInt128> images, ReadOnlySpan<byte> rows)
    {
        var index = new byte[IndexBytes(images.Count) + ChecksumBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(index, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(index.AsSpan(8), format.Length);
        BinaryPrimitives.WriteInt32LittleEndian(index.AsSpan(12), format.IsHalf ? 1 : 0);
        BinaryPrimitives.WriteInt32LittleEndian(index.AsSpan(16), images.Count);
        for (var i = 0; i < images.Count; i++)
        {
            BinaryPrimitives.WriteUInt128LittleEndian(index.AsSpan(HeaderBytes + (i * FingerprintBytes)), images[i]);
            BinaryPrimitives.WriteUInt64LittleEndian(
                index.AsSpan(ChecksumPlace(images.Count, i)), XxHash3.HashToUInt64(rows.Slice(i * format.Bytes, format.Bytes)));
        }

        BinaryPrimitives.WriteUInt64LittleEndian(
            index.AsSpan(index.Length - ChecksumBytes), XxHash3.HashToUInt64(index.AsSpan(0, index.Length - ChecksumBytes)));
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        file.Write(index);
        file.Write(rows);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Opens a file of which every row is as it was written; null where it is not whole, or of another format.</summary>
    public static FeatureFile? TryOpen(string path, FeatureRowFormat format)
    {
        SafeFileHandle? handle = null;
        try
        {
            handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            if (ReadIndex(path, handle, format) is { } file && file.AreRowsWhole())
            {
                return file;
            }

            handle.Dispose();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            handle?.Dispose();
            return null;
        }
    }

    /// <summary>Returns all rows; null where the file was damaged meanwhile.</summary>
    public byte[]? TryReadAll()
    {
        var all = new byte[Images.Length * format.Bytes];
        for (var row = 0; row < Images.Length; row++)
        {
            if (!TryRead(row, all.AsSpan(row * format.Bytes, format.Bytes)))
            {
                return null;
            }
        }

        return all;
    }

    public void Read(int row, Span<float> values)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(format.Bytes);
        try
        {
            var bytes = buffer.AsSpan(0, format.Bytes);
            if (!TryRead(row, bytes))
            {
                throw new FeatureStoreException(path, "was changed while it was in use");
            }

            format.FromBytes(bytes, values);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public void Dispose() => handle.Dispose();

    private static FeatureFile? ReadIndex(string path, SafeFileHandle handle, FeatureRowFormat format)
    {
        var header = new byte[HeaderBytes];
        if (!TryRead(handle, header, 0) || BinaryPrimitives.ReadUInt64LittleEndian(header) != Magic
            || BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(8)) != format.Length
            || BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(12)) != (format.IsHalf ? 1 : 0))
        {
            return null;
        }

        // The count is compared with the length before anything of its size is made.
        long count = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(16));
        var row = FingerprintBytes + ChecksumBytes + (long)format.Bytes;
        if (count < 1 || RandomAccess.GetLength(handle) != HeaderBytes + ChecksumBytes + (count * row))
        {
            return null;
        }

        var index = new byte[IndexBytes((int)count) + ChecksumBytes];
        if (!TryRead(handle, index, 0)
            || XxHash3.HashToUInt64(index.AsSpan(0, index.Length - ChecksumBytes))
                != BinaryPrimitives.ReadUInt64LittleEndian(index.AsSpan(index.Length - ChecksumBytes)))
        {
            return null;
        }

        var images = new UInt128[count];
        var checksums = new ulong[count];
        for (var i = 0; i < count; i++)
        {
            images[i] = BinaryPrimitives.ReadUInt128LittleEndian(index.AsSpan(HeaderBytes + (i * FingerprintBytes)));
            checksums[i] = BinaryPrimitives.ReadUInt64LittleEndian(index.AsSpan(ChecksumPlace((int)count, i)));
        }

        return new FeatureFile(path, handle, format, images, checksums);
    }

    private static int IndexBytes(int count) => checked(HeaderBytes + (count * (FingerprintBytes + ChecksumBytes)));

    private static int ChecksumPlace(int count, int row) =>
        HeaderBytes + (count * FingerprintBytes) + (row * ChecksumBytes);

    private static bool TryRead(SafeFileHandle handle, Span<byte> bytes, long offset)
    {
        while (bytes.Length > 0)
        {
            var read = RandomAccess.Read(handle, bytes, offset);
            if (read == 0)
            {
                return false;
            }

            bytes = bytes[read..];
            offset += read;
        }

        return true;
    }

    private bool AreRowsWhole()
    {
        var bytes = new byte[format.Bytes];
        for (var row = 0; row < Images.Length; row++)
        {
            if (!TryRead(row, bytes))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryRead(int row, Span<byte> bytes) =>
        TryRead(handle, bytes, start + ((long)row * format.Bytes)) && XxHash3.HashToUInt64(bytes) == checksums[row];
}
