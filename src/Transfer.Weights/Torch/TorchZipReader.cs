using System.Collections.Immutable;
using Transfer.Weights.Storage;

namespace Transfer.Weights.Torch;

/// <summary>Reads what torch.save writes since PyTorch 1.6: a zip archive with a pickle and one record a storage.</summary>
internal static class TorchZipReader
{
    private const string PickleName = "data.pkl";

    /// <exception cref="UnreadableWeightsException">Another archive, a damaged one, or one with something other than
    /// weights.</exception>
    public static WeightsContent Read(WeightBytes file)
    {
        var records = ZipDirectory.Read(file);
        var folder = FindFolder(records);
        var inFolder = records
            .Where(record => record.Name.StartsWith(folder, StringComparison.Ordinal))
            .ToDictionary(record => record.Name[folder.Length..], StringComparer.Ordinal);
        RefuseTorchScript(inFolder);
        RefuseBigEndian(file, inFolder);
        var pickle = ReadSmall(file, inFolder[PickleName], PickleMachine.MaxBytes);
        var (root, _) = PickleMachine.Load(pickle, id => FindStorage(id, inFolder));
        return StateDict.Read(root, file.Length, storage => Stored(file, inFolder[RecordName(storage.Key)]));
    }

    private static string FindFolder(ImmutableArray<ZipRecord> records)
    {
        var folders = records
            .Select(record => record.Name)
            .Where(name => name.EndsWith("/" + PickleName, StringComparison.Ordinal) && name.Count(c => c == '/') == 1)
            .Select(name => name[..^PickleName.Length])
            .ToList();
        return folders.Count == 1
            ? folders[0]
            : throw new UnreadableWeightsException(
                $"a zip archive with {folders.Count} records */{PickleName}; torch.save writes one",
                "If the weights are inside it, extract them. "
                    + "If not, save them in Python with torch.save(model.state_dict(), path).");
    }

    private static void RefuseTorchScript(Dictionary<string, ZipRecord> records)
    {
        if (records.Keys.Any(name => name == "constants.pkl" || name.StartsWith("code/", StringComparison.Ordinal)))
        {
            throw new UnreadableWeightsException(
                "a TorchScript archive, a program with its weights",
                "In Python, save the weights alone: torch.save(torch.jit.load(path).state_dict(), other_path).");
        }
    }

    private static void RefuseBigEndian(WeightBytes file, Dictionary<string, ZipRecord> records)
    {
        // Files before PyTorch 2.1 do not specify it, and are little-endian.
        const int MaxLength = 16;
        if (records.TryGetValue("byteorder", out var record)
            && !ReadSmall(file, record, MaxLength).AsSpan().SequenceEqual("little"u8))
        {
            throw new UnreadableWeightsException(
                "a file whose byte order is not little-endian",
                "In Python, call torch.serialization.set_default_load_endianness and save it again.");
        }
    }

    private static TorchStorage FindStorage(PickleTuple id, Dictionary<string, ZipRecord> records)
    {
        if (id.Items is not ["storage", var type, string key, string, long length])
        {
            throw UnreadableWeightsException.Damaged("a pickle with a persistent id that names no storage");
        }

        var storage = TorchStorageId.Create(type, key, length);
        if (!records.TryGetValue(RecordName(key), out var record))
        {
            throw UnreadableWeightsException.Damaged($"an archive without the record {Printable.Excerpt(RecordName(key))}");
        }

        return record.Length == length * storage.ElementSize
            ? storage
            : throw UnreadableWeightsException.Damaged(
                $"an archive where {Printable.Excerpt(RecordName(key))} has {record.Length} bytes "
                    + $"instead of {length} elements of {storage.ElementSize}");
    }

    private static string RecordName(string key) => "data/" + key;

    private static byte[] ReadSmall(WeightBytes file, ZipRecord record, int maxLength)
    {
        var stored = Stored(file, record);
        if (stored.Length > maxLength)
        {
            throw UnreadableWeightsException.Damaged(
                $"an archive where {Printable.Excerpt(record.Name)} has {stored.Length} bytes (at most {maxLength} are read)");
        }

        var bytes = new byte[stored.Length];
        stored.Read(0, bytes);
        return bytes;
    }

    // torch.save compresses nothing, so that nothing needs decompressing here: no zip bomb.
    private static WeightBytes Stored(WeightBytes file, ZipRecord record) => record.IsStored
        ? file.Slice(record.Offset, record.Length)
        : throw new UnreadableWeightsException(
            $"an archive where {Printable.Excerpt(record.Name)} is compressed or encrypted",
            "torch.save stores records as they are: load the file in Python and save it again.");
}
