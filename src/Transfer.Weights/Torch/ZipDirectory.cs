using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Transfer.Weights.Storage;

namespace Transfer.Weights.Torch;

/// <summary>
/// Finds the records of a zip archive, as APPNOTE.TXT (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT) lays
/// them out. .NET's ZipArchive does not tell where a stored record is in the file; here tensors are read in place.
/// </summary>
/// <remarks>
/// Sizes come from the central directory: torch.save leaves those of the local headers zero. Checksums are not compared:
/// torch.save can be told not to compute them (torch.serialization.set_crc32_options), and torch.load does not look.
/// </remarks>
internal static class ZipDirectory
{
    private const int EndLength = 22;
    private const int Zip64LocatorLength = 20;
    private const int Zip64EndLength = 56;
    private const int CentralLength = 46;
    private const int LocalLength = 30;
    private const int MaxDirectoryBytes = 64 << 20;
    private const int MaxRecords = 1 << 18;
    private const ushort Zip64ExtraId = 1;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="UnreadableWeightsException">The archive is cut short, contradicts itself, or is unreasonably
    /// large.</exception>
    public static ImmutableArray<ZipRecord> Read(WeightBytes file)
    {
        var end = FindEnd(file);
        if (end.Count > MaxRecords || end.Length > MaxDirectoryBytes)
        {
            throw Damaged(
                $"a directory of {end.Count} records in {end.Length} bytes (at most {MaxRecords} in {MaxDirectoryBytes} are "
                + "read)");
        }

        if (end.Offset < 0 || end.Length < 0 || end.Offset > end.Position - end.Length)
        {
            throw Damaged("a directory that lies outside the file");
        }

        var directory = new byte[end.Length];
        file.Read(end.Offset, directory);
        var records = ImmutableArray.CreateBuilder<ZipRecord>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var rest = directory.AsSpan();
        for (long i = 0; i < end.Count; i++)
        {
            var record = ReadCentral(file, ref rest, end.Offset);
            if (!names.Add(record.Name))
            {
                throw Damaged($"two records named \"{record.Name}\"");
            }

            records.Add(record);
        }

        CheckOverlap(records);
        return records.ToImmutable();
    }

    private static (long Position, long Count, long Offset, long Length) FindEnd(WeightBytes file)
    {
        var tail = new byte[Math.Min(file.Length, EndLength + ushort.MaxValue)];
        var tailStart = file.Length - tail.Length;
        file.Read(tailStart, tail);
        for (var at = tail.Length - EndLength; at >= 0; at--)
        {
            ReadOnlySpan<byte> end = tail.AsSpan(at);
            if (end.StartsWith("PK\x05\x06"u8) && U16(end, 20) == end.Length - EndLength)
            {
                var position = tailStart + at;
                return FindZip64End(file, position) ?? (position, U16(end, 10), U32(end, 16), U32(end, 12));
            }
        }

        throw new UnreadableWeightsException(
            "a truncated zip archive: its directory, which is at the end, is missing",
            "The download or the copy was probably interrupted. " + UnreadableWeightsException.DownloadAgain);
    }

    private static (long Position, long Count, long Offset, long Length)? FindZip64End(WeightBytes file, long endPosition)
    {
        if (endPosition < Zip64LocatorLength + Zip64EndLength)
        {
            return null;
        }

        Span<byte> locator = stackalloc byte[Zip64LocatorLength];
        file.Read(endPosition - Zip64LocatorLength, locator);
        if (!locator.StartsWith("PK\x06\x07"u8))
        {
            return null;
        }

        var position = I64(locator, 8);
        if (position < 0 || position > endPosition - Zip64LocatorLength - Zip64EndLength)
        {
            throw Damaged("a zip64 end record that lies outside the file");
        }

        Span<byte> end = stackalloc byte[Zip64EndLength];
        file.Read(position, end);
        return end.StartsWith("PK\x06\x06"u8)
            ? (position, I64(end, 32), I64(end, 48), I64(end, 40))
            : throw Damaged("no zip64 end record where its locator points");
    }

    private static ZipRecord ReadCentral(WeightBytes file, ref Span<byte> rest, long dataEnd)
    {
        if (rest.Length < CentralLength || !rest.StartsWith("PK\x01\x02"u8))
        {
            throw Damaged("a directory with fewer records than it announces");
        }

        var flags = U16(rest, 8);
        var method = U16(rest, 10);
        long stored = U32(rest, 20);
        long length = U32(rest, 24);
        int nameLength = U16(rest, 28);
        int extraLength = U16(rest, 30);
        int commentLength = U16(rest, 32);
        long localOffset = U32(rest, 42);
        if (rest.Length < CentralLength + nameLength + extraLength + commentLength)
        {
            throw Damaged("a directory that ends within a record");
        }

        var nameBytes = rest.Slice(CentralLength, nameLength);
        ReadZip64Extra(rest.Slice(CentralLength + nameLength, extraLength), ref length, ref stored, ref localOffset);
        var name = DecodeName(nameBytes);
        var offset = FindData(file, name, nameBytes, localOffset, dataEnd);
        if (stored < 0 || length < 0 || offset > dataEnd - stored)
        {
            throw Damaged($"a record \"{name}\" that lies outside the file");
        }

        rest = rest[(CentralLength + nameLength + extraLength + commentLength)..];
        return new ZipRecord(name, method, (flags & 1) != 0, offset, stored, length);
    }

    private static void ReadZip64Extra(ReadOnlySpan<byte> extra, ref long length, ref long stored, ref long localOffset)
    {
        while (extra.Length >= 4)
        {
            var size = U16(extra, 2);
            if (size > extra.Length - 4)
            {
                throw Damaged("a record whose extra field is truncated");
            }

            if (U16(extra, 0) == Zip64ExtraId)
            {
                // Only the fields that did not fit into 32 bits are here, in this order.
                var fields = extra.Slice(4, size);
                Widen(ref length, ref fields);
                Widen(ref stored, ref fields);
                Widen(ref localOffset, ref fields);
            }

            extra = extra[(4 + size)..];
        }
    }

    private static void Widen(ref long value, ref ReadOnlySpan<byte> fields)
    {
        if (value != uint.MaxValue)
        {
            return;
        }

        if (fields.Length < 8)
        {
            throw Damaged("a record whose zip64 field is truncated");
        }

        value = I64(fields, 0);
        fields = fields[8..];
    }

    private static long FindData(WeightBytes file, string name, ReadOnlySpan<byte> nameBytes, long localOffset, long dataEnd)
    {
        if (localOffset < 0 || localOffset > dataEnd - LocalLength - nameBytes.Length)
        {
            throw Damaged($"a record \"{name}\" that lies outside the file");
        }

        Span<byte> local = new byte[LocalLength + nameBytes.Length];
        file.Read(localOffset, local);
        if (!local.StartsWith("PK\x03\x04"u8)
            || U16(local, 26) != nameBytes.Length
            || !local[LocalLength..].SequenceEqual(nameBytes))
        {
            throw Damaged($"no record \"{name}\" where the directory points");
        }

        return localOffset + LocalLength + nameBytes.Length + U16(local, 28);
    }

    private static void CheckOverlap(IEnumerable<ZipRecord> records)
    {
        long end = 0;
        foreach (var record in records.OrderBy(record => record.Offset))
        {
            if (record.Offset < end)
            {
                throw Damaged($"a record \"{record.Name}\" that overlaps the one before it");
            }

            end = record.Offset + record.StoredLength;
        }
    }

    private static string DecodeName(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Damaged("a record whose name is not UTF-8");
        }
    }

    private static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static long I64(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);

    private static UnreadableWeightsException Damaged(string found) =>
        UnreadableWeightsException.Damaged("a zip archive with " + found);
}
