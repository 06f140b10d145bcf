namespace Transfer.Native.Tests;

/// <summary>
/// Loading from altered sets of the real libraries, each in a fresh process; none depends on the system's libstdc++.
/// </summary>
public sealed class TorchLibraryTests : IDisposable
{
    private const string LibTorchSharp = "libLibTorchSharp.so";

    private readonly ApplicationCopy copy = new();

    public void Dispose() => copy.Dispose();

    [LinuxFact]
    public async Task Loads_where_a_version_that_nothing_uses_is_missing()
    {
        copy.RenameVersion(LibTorchSharp, "GLIBCXX_3.4.32", "GLIBCXX_3.4.99");

        Assert.Equal("True", await Load());
    }

    [LinuxFact]
    public async Task Loads_from_directories_of_packages()
    {
        using var other = new ApplicationCopy();
        copy.Remove("libtorch*");
        copy.Remove("libc10*");
        copy.Remove("libgomp*");
        other.Remove(LibTorchSharp);

        Assert.Equal("True", await Load(other.NativeDirectory));
    }

    [LinuxFact]
    public async Task Refuses_to_weaken_a_version_that_is_used()
    {
        copy.RenameVersion(LibTorchSharp, "GLIBCXX_3.4.21", "GLIBCXX_3.4.99");

        await AssertRefused(LibTorchSharp, "GLIBCXX_3.4.99 of libstdc++.so.6, which /", "Install a newer libstdc++");
    }

    [LinuxFact]
    public async Task Names_the_library_and_the_version_where_a_dependency_wants_a_newer_system()
    {
        var libgomp = Path.GetFileName(Directory.GetFiles(copy.NativeDirectory, "libgomp-*").Single());
        copy.RenameVersion(libgomp, "GLIBC_2.17", "GLIBC_2.99");

        await AssertRefused(libgomp, "GLIBC_2.99 of libc.so.6, which /", "Run on a system with a newer libc.so.6.");
    }

    [LinuxFact]
    public async Task Names_the_package_where_libtorch_is_missing()
    {
        copy.Remove("libtorch*");

        await AssertRefused(
            LibTorchSharp, "libtorch.so, which is neither on this system nor in any of ", "the package TorchSharp-cpu");
    }

    [LinuxFact]
    public async Task Names_the_file_and_the_directories_where_there_is_no_library()
    {
        copy.Remove("*");

        var refusal = (await Load()).Split('|');

        Assert.Equal(LibTorchSharp, refusal[0]);
        Assert.Contains(copy.NativeDirectory, refusal[1], StringComparison.Ordinal);
        Assert.Contains("the package TorchSharp-cpu", refusal[2], StringComparison.Ordinal);
    }

    [LinuxFact]
    public async Task Names_the_system_library_that_a_dependency_lacks()
    {
        copy.Replace("libc10.so", new ElfFixture { Dependencies = ["libnone.so.1"] }.ToBytes());

        await AssertRefused("libc10.so", "libnone.so.1, which is neither on this system", "Install the system package");
    }

    [LinuxFact]
    public async Task Names_the_file_that_is_cut_short()
    {
        copy.Replace(LibTorchSharp, File.ReadAllBytes(copy.PathOf(LibTorchSharp)).AsSpan(0, 10_000));

        await AssertRefused(LibTorchSharp, "to be a readable 64-bit shared library", "Restore the package");
    }

    [LinuxFact]
    public async Task Names_the_file_that_is_empty()
    {
        copy.Replace("libc10.so", []);

        await AssertRefused("libc10.so", "to be a readable 64-bit shared library", "Restore the package");
    }

    private async Task AssertRefused(string library, string need, string remedy)
    {
        var output = await Load();
        var refusal = output.Split('|');

        Assert.True(refusal.Length == 3, output);
        Assert.Equal(copy.PathOf(library), refusal[0]);
        Assert.StartsWith(need, refusal[1], StringComparison.Ordinal);
        Assert.Contains(remedy, refusal[2], StringComparison.Ordinal);
    }

    private async Task<string> Load(params string[] furtherDirectories)
    {
        var outcome = await Child.Run(
            nameof(Child.LoadFrom), AppContext.BaseDirectory, [copy.NativeDirectory, .. furtherDirectories]);
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        return outcome.Output;
    }
}
