using System.Buffers.Binary;
using Transfer.Weights.Storage;

namespace Transfer.Weights.Torch;

/// <summary>
/// Reads what torch.save wrote before PyTorch 1.6 (torch/serialization.py, _legacy_save): five pickles (a magic number, the
/// protocol, the machine, the object, the storage keys), then for each key an element count and the elements.
/// </summary>
internal static class TorchLegacyReader
{
    private const long ProtocolVersion = 1001;

    /// <summary>The first pickle of a legacy file: protocol 2, the integer 0x1950a86a20f9469cfc6c, stop.</summary>
    public static ReadOnlySpan<byte> Magic =>
        [0x80, 0x02, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, 0x2E];

    /// <exception cref="UnreadableWeightsException">A damaged file, or one with something else than weights.</exception>
    public static WeightsContent Read(WeightBytes file)
    {
        var head = new byte[Math.Min(file.Length, PickleMachine.MaxBytes)];
        file.Read(0, head);
        var position = Magic.Length;
        if (LoadNext(head, ref position, RefusePersistent) is not ProtocolVersion)
        {
            throw Damaged("an unknown protocol");
        }

        CheckMachine(LoadNext(head, ref position, RefusePersistent));
        var roots = new Dictionary<string, TorchStorage>(StringComparer.Ordinal);
        var value = LoadNext(head, ref position, id => FindStorage(id, roots));
        var keys = LoadNext(head, ref position, RefusePersistent);
        var data = FindData(file, position, keys, roots);
        return StateDict.Read(value, file.Length, storage => data[storage.Key].Slice(
            storage.Offset * storage.ElementSize, storage.Length * storage.ElementSize));
    }

    private static object? LoadNext(byte[] head, ref int position, Func<PickleTuple, TorchStorage> loadPersistent)
    {
        var (value, length) = PickleMachine.Load(head.AsSpan(position), loadPersistent);
        position += length;
        return value;
    }

    private static TorchStorage RefusePersistent(PickleTuple id) => throw Damaged("a storage where none belongs");

    private static void CheckMachine(object? machine)
    {
        var isLittleEndian = machine is PickleDict dict
            && dict.Items.Exists(item => item is { Key: "little_endian", Value: true });
        if (!isLittleEndian)
        {
            throw new UnreadableWeightsException(
                "a legacy torch.save file of a machine that is not little-endian",
                "Load it in Python on such a machine and save it with safetensors.");
        }
    }

    /// <summary>Gives the storage of a persistent id, and notes the whole storage that it is or looks into.</summary>
    private static TorchStorage FindStorage(PickleTuple id, Dictionary<string, TorchStorage> roots)
    {
        if (id.Items is ["module", ..])
        {
            throw new UnreadableWeightsException(
                "a whole pickled module",
                "Only state dicts are read. In Python, load the module and save model.state_dict() with torch.save.");
        }

        if (id.Items is not ["storage", var type, string key, string, long length, var view])
        {
            throw Damaged("a persistent id that names no storage");
        }

        var root = TorchStorageId.Create(type, key, length);
        if (!roots.TryAdd(key, root) && roots[key] != root)
        {
            throw Damaged($"two descriptions of the storage {Printable.Excerpt(key)}");
        }

        return view switch
        {
            null => root,
            PickleTuple { Items: [string, long offset, long count] }
                when offset >= 0 && count >= 0 && offset <= length && count <= length - offset =>
                root with { Offset = offset, Length = count },
            _ => throw Damaged($"a view that reaches outside the storage {Printable.Excerpt(key)}"),
        };
    }

    private static Dictionary<string, WeightBytes> FindData(
        WeightBytes file, long position, object? keys, Dictionary<string, TorchStorage> roots)
    {
        if (keys is not PickleList list)
        {
            throw Damaged("no list of storage keys");
        }

        var data = new Dictionary<string, WeightBytes>(StringComparer.Ordinal);
        foreach (var item in list.Items)
        {
            if (item is not string key || !roots.TryGetValue(key, out var root) || data.ContainsKey(key))
            {
                throw Damaged("a storage key that is unknown or listed twice");
            }

            var bytes = ReadStorage(file, position, root);
            data.Add(key, bytes);
            position += sizeof(long) + bytes.Length;
        }

        if (data.Count != roots.Count || position != file.Length)
        {
            throw Damaged($"{data.Count} of {roots.Count} storages, which end at byte {position} of {file.Length}");
        }

        return data;
    }

    private static WeightBytes ReadStorage(WeightBytes file, long position, TorchStorage root)
    {
        var length = root.Length * root.ElementSize;
        if (file.Length - position - sizeof(long) < length)
        {
            throw new UnreadableWeightsException(
                $"a truncated legacy torch.save file: it has {file.Length} bytes, "
                    + $"and a storage of {length} begins at byte {position}",
                "The download or the copy was probably interrupted. " + UnreadableWeightsException.DownloadAgain);
        }

        Span<byte> count = stackalloc byte[sizeof(long)];
        file.Read(position, count);
        return BinaryPrimitives.ReadInt64LittleEndian(count) == root.Length
            ? file.Slice(position + sizeof(long), length)
            : throw Damaged($"a storage of {BinaryPrimitives.ReadInt64LittleEndian(count)} elements instead of {root.Length}");
    }

    private static UnreadableWeightsException Damaged(string found) =>
        UnreadableWeightsException.Damaged("a legacy torch.save file with " + found);
}
