using System.Security.Cryptography;
using TorchSharp;

namespace Transfer.Native.Tests;

/// <summary>TorchSharp as a program sees it.</summary>
public sealed class TorchLoadTests
{
    private const string LibTorchSharp = "libLibTorchSharp.so";

    [Fact]
    public void TorchSharp_computes_with_no_action_by_the_user()
    {
        using var ones = torch.ones(2, 3);
        using var sum = ones.sum();

        Assert.Equal(6f, sum.item<float>());
    }

    [Fact]
    public void A_program_that_references_the_library_gets_an_initializer()
    {
        Assert.NotNull(typeof(TorchLoadTests).Assembly.GetType("Transfer.Native.Generated.TransferNativeInitializer"));
    }

    [LinuxFact]
    public async Task Several_processes_start_at_once_and_leave_the_packages_as_they_were()
    {
        var package = new FileInfo(ApplicationCopy.OriginalOf(LibTorchSharp));
        package = (FileInfo?)package.ResolveLinkTarget(returnFinalTarget: true) ?? package;
        var before = Fingerprint(package);

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => Child.Run(nameof(Child.TorchOnly), AppContext.BaseDirectory)));

        Assert.All(outcomes, outcome => Assert.Equal(new Child.Outcome(0, "6", ""), outcome));
        Assert.Equal(before, Fingerprint(package));
    }

    [LinuxFact]
    public async Task A_program_that_does_not_use_TorchSharp_loads_nothing_of_it()
    {
        // No libtorch, no TorchSharp, and another library's absence stays its own affair.
        Assert.Equal(
            new Child.Outcome(0, "True True False", ""), await Child.Run(nameof(Child.Idle), AppContext.BaseDirectory));
    }

    [LinuxFact]
    public async Task A_convolution_writes_no_warning_of_NNPACK()
    {
        // 4 filters × 14×14 places × 27 ones.
        Assert.Equal(new Child.Outcome(0, "21168", ""), await Child.Run(nameof(Child.Convolve), AppContext.BaseDirectory));
    }

    [LinuxFact]
    public async Task Where_the_system_accepts_the_library_it_is_the_file_itself_that_is_loaded()
    {
        using var copy = new ApplicationCopy();
        var bytes = File.ReadAllBytes(copy.PathOf(LibTorchSharp));
        copy.Replace(LibTorchSharp, VersionRepair.Weaken(bytes, ElfReader.Read(bytes).VersionNeeds));

        Assert.Equal(
            new Child.Outcome(0, copy.PathOf(LibTorchSharp), ""), await Child.Run(nameof(Child.LoadedFile), copy.Root));
    }

    [LinuxFact]
    public async Task Loading_by_hand_comes_to_the_same()
    {
        Assert.Equal(new Child.Outcome(0, "6", ""), await Child.Run(nameof(Child.EnsureLoaded), AppContext.BaseDirectory));
    }

    [LinuxFact]
    public async Task An_error_is_told_before_TorchSharps_own()
    {
        using var copy = new ApplicationCopy();
        copy.Remove("libtorch*");

        var outcome = await Child.Run(nameof(Child.TorchOnly), copy.Root);

        Assert.NotEqual(0, outcome.ExitCode);
        Assert.StartsWith(
            $"{copy.PathOf(LibTorchSharp)} cannot be loaded: it needs libtorch.so, ", outcome.Error, StringComparison.Ordinal);
    }

    [LinuxFact]
    public async Task An_error_of_loading_by_hand_is_not_wrapped()
    {
        using var copy = new ApplicationCopy();
        copy.Remove("libtorch*");

        var outcome = await Child.Run(nameof(Child.EnsureLoaded), copy.Root);

        Assert.StartsWith("libtorch.so, ", outcome.Output, StringComparison.Ordinal);
    }

    private static string Fingerprint(FileInfo file)
    {
        var hash = Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file.FullName)));
        var siblings = file.Directory!.EnumerateFiles().Select(f => $"{f.Name}:{f.Length}:{f.LastWriteTimeUtc.Ticks}");
        return string.Join('\n', siblings.Order().Prepend(hash));
    }
}
