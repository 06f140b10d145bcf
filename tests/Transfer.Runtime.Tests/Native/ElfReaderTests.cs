using CsCheck;

namespace Transfer.Native.Tests;

public sealed class ElfReaderTests
{
    private static ElfFixture Fixture(ulong address = 0) => new()
    {
        Address = address,
        Dependencies = ["libstdc++.so.6", "libc.so.6"],
        Needs =
        [
            ("libstdc++.so.6", "GLIBCXX_3.4", 2, 0), ("libstdc++.so.6", "GLIBCXX_3.4.32", 3, 0),
            ("libc.so.6", "GLIBC_2.99", 4, 2), ("libc.so.6", "GLIBC_2.17", 5, 0), ("libc.so.6", "GLIBC_2.34", 6, 0),
        ],
        Definitions = ["FIXTURE_1.0", "FIXTURE_1.1"],
        SymbolVersions = [0, 2, 3, 0x8004, 5, 6],
        RelocationsWithAddend = [0, 1],
        Relocations = [4],
        PltRelocations = [5],
    };

    [Theory]
    [InlineData(0UL)]
    [InlineData(0x40_0000UL)]
    public void Reads_what_the_dynamic_linker_checks(ulong address)
    {
        var bytes = Fixture(address).ToBytes();

        var library = ElfReader.Read(bytes);

        Assert.Equal(["libstdc++.so.6", "libc.so.6"], library.Dependencies);
        Assert.Equal(
            [
                ("libstdc++.so.6", "GLIBCXX_3.4", 2, false), ("libstdc++.so.6", "GLIBCXX_3.4.32", 3, false),
                ("libc.so.6", "GLIBC_2.99", 4, true), ("libc.so.6", "GLIBC_2.17", 5, false),
                ("libc.so.6", "GLIBC_2.34", 6, false),
            ],
            library.VersionNeeds.Select(need => (need.Library, need.Version, (int)need.Index, need.IsWeak)));
        Assert.Equal(["FIXTURE_1.0", "FIXTURE_1.1"], library.VersionDefinitions.Order());
    }

    [Fact]
    public void Counts_a_version_as_used_when_a_relocation_of_any_table_refers_to_a_symbol_of_it()
    {
        var used = ElfReader.Read(Fixture().ToBytes()).UsedVersions;

        // Symbol 0 is "no symbol"; its version 0 is "local". Symbols 2 and 3 stand in no relocation.
        Assert.Equal([0, 2, 5, 6], used.Order().Select(index => (int)index));
    }

    [Fact]
    public void Ignores_the_hidden_bit_of_a_symbols_version()
    {
        var library = ElfReader.Read(new ElfFixture { SymbolVersions = [0, 0x8004], Relocations = [1] }.ToBytes());

        Assert.Contains((ushort)4, library.UsedVersions);
    }

    [Fact]
    public void Refuses_every_proper_prefix()
    {
        var bytes = Fixture().ToBytes();

        for (var length = 0; length < bytes.Length; length++)
        {
            var prefix = bytes[..length];
            Assert.Throws<InvalidDataException>(() => ElfReader.Read(prefix));
        }
    }

    [Fact]
    public void Reads_or_refuses_damaged_bytes_and_does_nothing_else()
    {
        var whole = Fixture().ToBytes();
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte).Array[1, 8].Sample(changes =>
        {
            var bytes = whole.ToArray();
            foreach (var (position, value) in changes)
            {
                bytes[position] = value;
            }

            try
            {
                ElfReader.Read(bytes);
            }
            catch (InvalidDataException)
            {
            }
        });
    }

    [Fact]
    public void Says_what_is_wrong_with_a_file_of_another_kind()
    {
        var bytes = Fixture().ToBytes();
        byte[] text = [.. Enumerable.Repeat((byte)'x', 100)];
        byte[] class32 = [.. bytes];
        class32[4] = 1;
        byte[] bigEndian = [.. bytes];
        bigEndian[5] = 2;
        byte[] noSegments = [.. bytes];
        noSegments[0x38] = 0;

        Assert.Contains("does not begin with an ELF header", Refusal(text), StringComparison.Ordinal);
        Assert.Contains("64-bit little-endian", Refusal(class32), StringComparison.Ordinal);
        Assert.Contains("64-bit little-endian", Refusal(bigEndian), StringComparison.Ordinal);
        Assert.Contains("no dynamic section", Refusal(noSegments), StringComparison.Ordinal);
        Assert.Contains("reach past its end", Refusal(bytes[..100]), StringComparison.Ordinal);
    }

    private static string Refusal(byte[] bytes) => Assert.Throws<InvalidDataException>(() => ElfReader.Read(bytes)).Message;
}
