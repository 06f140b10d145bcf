using System.Buffers.Binary;
using System.Text;

namespace Transfer.Native;

/// <summary>
/// Reads the dynamic section of a 64-bit little-endian ELF shared library, as the dynamic linker does:
/// by program headers alone, since section headers may be stripped.
/// Layouts: System V gABI, chapters 4 and 5; symbol versions: the Linux Standard Base Core, "Symbol Versioning".
/// </summary>
internal readonly ref struct ElfReader
{
    private const uint LoadSegment = 1;
    private const uint DynamicSegment = 2;
    private const int RelocationWithAddendSize = 24;
    private const int RelocationSize = 16;
    private const ushort WeakFlag = 2;
    private const ushort BaseDefinitionFlag = 1;
    private const ushort VersionIndexMask = 0x7fff;

    private readonly ReadOnlySpan<byte> file;
    private readonly List<Segment> segments = [];
    private readonly List<DynamicEntry> dynamicEntries = [];

    private ElfReader(ReadOnlySpan<byte> file)
    {
        this.file = file;
        ReadSegments();
    }

    /// <exception cref="InvalidDataException">The bytes are no such library, or are cut short or inconsistent.</exception>
    public static ElfLibrary Read(ReadOnlySpan<byte> file)
    {
        var reader = new ElfReader(file);
        return new ElfLibrary(
            reader.ReadDependencies(), reader.ReadVersionNeeds(), reader.ReadVersionDefinitions(), reader.ReadUsedVersions());
    }

    private void ReadSegments()
    {
        if (file.Length < 64 || !file[..4].SequenceEqual("\u007fELF"u8))
        {
            throw new InvalidDataException("Not an ELF file: it does not begin with an ELF header.");
        }

        if (file[4] != 2 || file[5] != 1)
        {
            throw new InvalidDataException("Not a 64-bit little-endian ELF file.");
        }

        var table = UInt64(0x20);
        var entrySize = UInt16(0x36);
        var count = UInt16(0x38);
        for (ulong i = 0; i < count; i++)
        {
            var header = Offset(table, i * entrySize, 56, "program header");
            var segment = new Segment(UInt64(header + 16), UInt64(header + 8), UInt64(header + 32));
            switch (UInt32(header))
            {
                case LoadSegment:
                    segments.Add(segment);
                    break;
                case DynamicSegment:
                    ReadDynamicEntries(segment);
                    break;
            }
        }

        if (dynamicEntries.Count == 0)
        {
            throw new InvalidDataException("The ELF file has no dynamic section: it is not a shared library.");
        }
    }

    private void ReadDynamicEntries(Segment segment)
    {
        for (ulong position = 0; position < segment.Size; position += 16)
        {
            var entry = Offset(segment.FileOffset, position, 16, "dynamic section");
            var tag = UInt64(entry);
            if (tag == DynamicTag.Null)
            {
                return;
            }

            dynamicEntries.Add(new DynamicEntry(tag, UInt64(entry + 8)));
        }
    }

    private List<string> ReadDependencies()
    {
        var names = new List<string>();
        foreach (var entry in dynamicEntries)
        {
            if (entry.Tag == DynamicTag.Needed)
            {
                names.Add(Name(entry.Value));
            }
        }

        return names;
    }

    private List<VersionNeed> ReadVersionNeeds()
    {
        var needs = new List<VersionNeed>();
        if (Find(DynamicTag.VersionNeed) is not { } address)
        {
            return needs;
        }

        var libraryOffset = FileOffset(address);
        for (var left = Find(DynamicTag.VersionNeedCount) ?? 0; left > 0; left--)
        {
            var library = Offset(libraryOffset, 0, 16, "version needs");
            var libraryName = Name(UInt32(library + 4));
            var versionOffset = libraryOffset + UInt32(library + 8);
            for (var versionsLeft = UInt16(library + 2); versionsLeft > 0; versionsLeft--)
            {
                var version = Offset(versionOffset, 0, 16, "version needs");
                var flags = UInt16(version + 4);
                needs.Add(new VersionNeed(
                    libraryName, Name(UInt32(version + 8)), UInt16(version + 6), version + 4, (flags & WeakFlag) != 0));
                versionOffset = Next(versionOffset, UInt32(version + 12), last: versionsLeft == 1, "version needs");
            }

            libraryOffset = Next(libraryOffset, UInt32(library + 12), last: left == 1, "version needs");
        }

        return needs;
    }

    private HashSet<string> ReadVersionDefinitions()
    {
        var versions = new HashSet<string>(StringComparer.Ordinal);
        if (Find(DynamicTag.VersionDefinition) is not { } address)
        {
            return versions;
        }

        var offset = FileOffset(address);
        for (var left = Find(DynamicTag.VersionDefinitionCount) ?? 0; left > 0; left--)
        {
            var definition = Offset(offset, 0, 20, "version definitions");
            if ((UInt16(definition + 2) & BaseDefinitionFlag) == 0)
            {
                var name = Offset(offset, UInt32(definition + 12), 8, "version definitions");
                versions.Add(Name(UInt32(name)));
            }

            offset = Next(offset, UInt32(definition + 16), last: left == 1, "version definitions");
        }

        return versions;
    }

    private HashSet<ushort> ReadUsedVersions()
    {
        var used = new HashSet<ushort>();
        if (Find(DynamicTag.SymbolVersions) is not { } address)
        {
            return used;
        }

        var versions = FileOffset(address);
        var withAddend = Find(DynamicTag.PltRelocationType) != DynamicTag.Relocations;
        AddUsedVersions(DynamicTag.RelocationsWithAddend, DynamicTag.RelocationsWithAddendBytes, true, versions, used);
        AddUsedVersions(DynamicTag.Relocations, DynamicTag.RelocationsBytes, false, versions, used);
        AddUsedVersions(DynamicTag.PltRelocations, DynamicTag.PltRelocationsBytes, withAddend, versions, used);
        return used;
    }

    private void AddUsedVersions(ulong table, ulong tableBytes, bool withAddend, ulong versions, HashSet<ushort> used)
    {
        if (Find(table) is not { } address)
        {
            return;
        }

        var entrySize = withAddend ? RelocationWithAddendSize : RelocationSize;
        var start = FileOffset(address);
        var bytes = Find(tableBytes) ?? 0;
        for (ulong position = 0; position < bytes; position += (uint)entrySize)
        {
            var relocation = Offset(start, position, entrySize, "relocations");
            var symbol = UInt64(relocation + 8) >> 32;
            var version = Offset(versions, symbol * 2, 2, "symbol versions");
            used.Add((ushort)(UInt16(version) & VersionIndexMask));
        }
    }

    private ulong? Find(ulong tag)
    {
        foreach (var entry in dynamicEntries)
        {
            if (entry.Tag == tag)
            {
                return entry.Value;
            }
        }

        return null;
    }

    private string Name(ulong index)
    {
        var table = Find(DynamicTag.StringTable)
            ?? throw new InvalidDataException("The ELF file has no dynamic string table.");
        var rest = file[Offset(FileOffset(table), index, 1, "string table")..];
        var length = rest.IndexOf((byte)0);
        return length < 0
            ? throw new InvalidDataException("The ELF file is truncated in its string table.")
            : Encoding.UTF8.GetString(rest[..length]);
    }

    /// <summary>Returns the place in the file of what the program sees at <paramref name="address"/>.</summary>
    private ulong FileOffset(ulong address)
    {
        foreach (var segment in segments)
        {
            if (address >= segment.Address && address - segment.Address < segment.Size)
            {
                return segment.FileOffset + (address - segment.Address);
            }
        }

        throw new InvalidDataException($"The ELF file refers to address 0x{address:x}, which is in no segment.");
    }

    private int Offset(ulong start, ulong relative, int size, string where)
    {
        var length = (ulong)file.Length;
        return start > length || relative > length - start || (ulong)size > length - start - relative
            ? throw new InvalidDataException(
                $"The ELF file is truncated or inconsistent: its {where} reach past its end ({length} bytes).")
            : (int)(start + relative);
    }

    private static ulong Next(ulong offset, uint step, bool last, string where) =>
        step == 0 && !last
            ? throw new InvalidDataException($"The ELF file is inconsistent: its {where} end before their count.")
            : offset + step;

    private ushort UInt16(int offset) => BinaryPrimitives.ReadUInt16LittleEndian(file[offset..]);

    private uint UInt32(int offset) => BinaryPrimitives.ReadUInt32LittleEndian(file[offset..]);

    private ulong UInt64(int offset) => BinaryPrimitives.ReadUInt64LittleEndian(file[offset..]);

    private readonly record struct Segment(ulong Address, ulong FileOffset, ulong Size);

    private readonly record struct DynamicEntry(ulong Tag, ulong Value);

    private static class DynamicTag
    {
        public const ulong Null = 0;
        public const ulong Needed = 1;
        public const ulong PltRelocationsBytes = 2;
        public const ulong StringTable = 5;
        public const ulong RelocationsWithAddend = 7;
        public const ulong RelocationsWithAddendBytes = 8;
        public const ulong Relocations = 17;
        public const ulong RelocationsBytes = 18;
        public const ulong PltRelocationType = 20;
        public const ulong PltRelocations = 23;
        public const ulong SymbolVersions = 0x6ffffff0;
        public const ulong VersionDefinition = 0x6ffffffc;
        public const ulong VersionDefinitionCount = 0x6ffffffd;
        public const ulong VersionNeed = 0x6ffffffe;
        public const ulong VersionNeedCount = 0x6fffffff;
    }
}
