namespace Transfer.Native.Tests;

public sealed class VersionRepairTests
{
    private static readonly byte[] FixtureBytes = new ElfFixture
    {
        Needs =
        [
            ("libstdc++.so.6", "GLIBCXX_3.4", 2, 0), ("libstdc++.so.6", "GLIBCXX_3.4.32", 3, 0),
            ("libstdc++.so.6", "GLIBCXX_3.4.33", 4, 0),
            ("libc.so.6", "GLIBC_2.99", 5, 0), ("libc.so.6", "GLIBC_2.98", 6, 2), ("libother.so", "OTHER_1", 7, 0),
        ],
        SymbolVersions = [0, 2, 3, 4, 5],
        RelocationsWithAddend = [1, 3],
    }.ToBytes();

    private readonly ElfLibrary library = ElfReader.Read(FixtureBytes);

    [Fact]
    public void Lists_the_needs_that_the_libraries_lack_except_weak_ones_and_those_of_unknown_libraries()
    {
        var unmet = VersionRepair.Unmet(library, Definitions);

        Assert.Equal(["GLIBCXX_3.4.32", "GLIBCXX_3.4.33", "GLIBC_2.99"], unmet.Select(need => need.Version));
    }

    [Theory]
    [InlineData("GLIBCXX_3.4.32", true)] // no relocation
    [InlineData("GLIBCXX_3.4.33", false)] // a relocation
    [InlineData("GLIBC_2.99", false)] // not the C++ runtime's
    public void Repairs_only_a_need_of_the_runtime_that_nothing_uses(string version, bool expected) =>
        Assert.Equal(expected, VersionRepair.IsRepairable(library, Need(version)));

    [Fact]
    public void Weakening_changes_the_flag_of_that_need_and_not_one_other_byte()
    {
        var original = FixtureBytes.ToArray();
        var need = Need("GLIBCXX_3.4.32");

        var repaired = VersionRepair.Weaken(FixtureBytes, [need]);

        Assert.Equal(original, FixtureBytes);
        Assert.Equal([need.FlagsOffset], Enumerable.Range(0, original.Length).Where(i => original[i] != repaired[i]));
        Assert.Equal(
            library.VersionNeeds.Select(n => n == need ? n with { IsWeak = true } : n),
            ElfReader.Read(repaired).VersionNeeds);
    }

    private VersionNeed Need(string version) => library.VersionNeeds.Single(need => need.Version == version);

    private static HashSet<string>? Definitions(string soname) => soname switch
    {
        "libstdc++.so.6" => ["GLIBCXX_3.4", "GLIBCXX_3.4.30"],
        "libc.so.6" => ["GLIBC_2.34"],
        _ => null,
    };
}
