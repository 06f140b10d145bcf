namespace Transfer.Native.Tests;

/// <summary>The reader and the repair on the library that they exist for.</summary>
public sealed class RealLibraryTests
{
    private readonly string path = ApplicationCopy.OriginalOf("libLibTorchSharp.so");

    [LinuxFact]
    public void Only_the_version_of_the_stream_initialisation_is_named_and_not_used()
    {
        var library = LibraryFile.Read(path);

        // As readelf -d and -V print them.
        Assert.Equal(
            ["libtorch.so", "libc10.so", "libtorch_cpu.so", "libstdc++.so.6", "libm.so.6", "libgcc_s.so.1", "libc.so.6",
                "ld-linux-x86-64.so.2"],
            library.Dependencies);
        Assert.Equal(28, library.VersionNeeds.Count);
        Assert.Equal(
            ["GLIBCXX_3.4.32"],
            library.VersionNeeds.Where(need => VersionRepair.IsRepairable(library, need)).Select(need => need.Version));
    }

    [LinuxFact]
    public void Weakening_it_changes_one_byte()
    {
        var original = File.ReadAllBytes(path);
        var need = ElfReader.Read(original).VersionNeeds.Single(need => need.Version == "GLIBCXX_3.4.32");

        var repaired = VersionRepair.Weaken(original, [need]);

        Assert.Equal(original.Length, repaired.Length);
        Assert.Equal(1, original.Zip(repaired).Count(pair => pair.First != pair.Second));
        Assert.True(ElfReader.Read(repaired).VersionNeeds.Single(n => n.Version == need.Version).IsWeak);
    }

    [LinuxFact]
    public void Reads_the_definitions_of_a_loaded_system_library()
    {
        var path = LoadedLibraries.PathOf("libc.so.6");

        Assert.NotNull(path);
        Assert.Contains("GLIBC_2.17", LibraryFile.Read(path).VersionDefinitions);
        Assert.Null(LoadedLibraries.PathOf("libnone.so.1"));
    }
}
