using System.Buffers.Binary;
using System.Text;

namespace Transfer.Native.Tests;

/// <summary>
/// Writes the smallest ELF shared library that has what the reader reads: one segment, needs, definitions, symbol versions,
/// relocations. Its end is the end of its dynamic section, so that no proper prefix of it is whole.
/// </summary>
internal sealed class ElfFixture
{
    private readonly List<byte> strings = [0];

    /// <summary>Where the segment is mapped, as opposed to where it lies in the file.</summary>
    public ulong Address { get; init; }

    public string[] Dependencies { get; init; } = [];

    /// <summary>Version needs as (library, version, index, flags); those of one library side by side.</summary>
    public (string Library, string Version, ushort Index, ushort Flags)[] Needs { get; init; } = [];

    public string[] Definitions { get; init; } = [];

    /// <summary>The version index of each symbol.</summary>
    public ushort[] SymbolVersions { get; init; } = [];

    /// <summary>The symbol of each relocation, by the kind of table that it stands in.</summary>
    public uint[] Relocations { get; init; } = [];

    public uint[] RelocationsWithAddend { get; init; } = [];

    public uint[] PltRelocations { get; init; } = [];

    public byte[] ToBytes()
    {
        var dynamic = new List<(ulong Tag, ulong Value)>();
        var body = new List<byte>(new byte[64 + 2 * 56]);

        void Table(ulong tag, byte[] content, ulong? bytesTag = null)
        {
            if (content.Length == 0)
            {
                return;
            }

            dynamic.Add((tag, Address + (ulong)body.Count));
            if (bytesTag is { } size)
            {
                dynamic.Add((size, (ulong)content.Length));
            }

            body.AddRange(content);
        }

        foreach (var dependency in Dependencies)
        {
            dynamic.Add((1, String(dependency)));
        }

        Table(0x6ffffffe, NeedsTable());
        dynamic.Add((0x6fffffff, (ulong)Needs.Select(need => need.Library).Distinct().Count()));
        Table(0x6ffffffc, DefinitionsTable());
        dynamic.Add((0x6ffffffd, (ulong)Definitions.Length + 1));
        Table(0x6ffffff0, [.. SymbolVersions.SelectMany(UInt16)]);
        Table(7, RelocationTable(RelocationsWithAddend, 24), 8);
        Table(17, RelocationTable(Relocations, 16), 18);
        Table(23, RelocationTable(PltRelocations, 24), 2);
        dynamic.Add((20, 7));
        Table(5, [.. strings], 10);
        dynamic.Add((0, 0));

        var dynamicOffset = body.Count;
        body.AddRange(dynamic.SelectMany(entry => UInt64(entry.Tag).Concat(UInt64(entry.Value))));
        var bytes = body.ToArray();
        WriteHeaders(bytes, dynamicOffset);
        return bytes;
    }

    private void WriteHeaders(byte[] bytes, int dynamicOffset)
    {
        new byte[] { 0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1 }.CopyTo(bytes, 0);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(0x20), 64);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(0x36), 56);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(0x38), 2);
        WriteSegment(bytes.AsSpan(64), type: 1, offset: 0, bytes.Length);
        WriteSegment(bytes.AsSpan(64 + 56), type: 2, dynamicOffset, bytes.Length - dynamicOffset);
    }

    private void WriteSegment(Span<byte> header, uint type, int offset, int size)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(header, type);
        BinaryPrimitives.WriteUInt64LittleEndian(header[8..], (ulong)offset);
        BinaryPrimitives.WriteUInt64LittleEndian(header[16..], Address + (ulong)offset);
        BinaryPrimitives.WriteUInt64LittleEndian(header[32..], (ulong)size);
    }

    private byte[] NeedsTable()
    {
        var libraries = Needs.GroupBy(need => need.Library).ToList();
        var table = new List<byte>();
        foreach (var (position, library) in libraries.Index())
        {
            var versions = library.ToList();
            var size = (uint)(16 + 16 * versions.Count);
            table.AddRange([.. UInt16(1), .. UInt16((ushort)versions.Count), .. UInt32((uint)String(library.Key)), .. UInt32(16),
                .. UInt32(position == libraries.Count - 1 ? 0 : size)]);
            foreach (var (number, version) in versions.Index())
            {
                table.AddRange([.. UInt32(0), .. UInt16(version.Flags), .. UInt16(version.Index),
                    .. UInt32((uint)String(version.Version)), .. UInt32(number == versions.Count - 1 ? 0 : 16u)]);
            }
        }

        return [.. table];
    }

    private byte[] DefinitionsTable()
    {
        var table = new List<byte>();
        foreach (var (position, name) in Definitions.Prepend("libfixture.so").Index())
        {
            var isBase = (ushort)(position == 0 ? 1 : 0);
            table.AddRange([.. UInt16(1), .. UInt16(isBase), .. UInt16((ushort)(position + 1)), .. UInt16(1), .. UInt32(0),
                .. UInt32(20), .. UInt32(position == Definitions.Length ? 0 : 28u), .. UInt32((uint)String(name)), .. UInt32(0)]);
        }

        return [.. table];
    }

    private static byte[] RelocationTable(uint[] symbols, int entrySize) =>
        [.. symbols.SelectMany(symbol => UInt64(0).Concat(UInt64((ulong)symbol << 32 | 6)).Concat(new byte[entrySize - 16]))];

    private ulong String(string text)
    {
        var index = (ulong)strings.Count;
        strings.AddRange(Encoding.UTF8.GetBytes(text));
        strings.Add(0);
        return index;
    }

    private static byte[] UInt16(ushort value) => [(byte)value, (byte)(value >> 8)];

    private static byte[] UInt32(uint value) => [.. UInt16((ushort)value), .. UInt16((ushort)(value >> 16))];

    private static byte[] UInt64(ulong value) => [.. UInt32((uint)value), .. UInt32((uint)(value >> 32))];
}
