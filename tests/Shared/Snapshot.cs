using System.Runtime.CompilerServices;
using Snapshooter;

namespace Transfer.Tests;

/// <summary>
/// Compares a text with the one in <c>__snapshots__</c> beside the test. The one place that knows the snapshot library.
/// A snapshot that is missing fails the test; to write new ones, run with <c>SNAPSHOOTER_STRICT_MODE=false</c>.
/// </summary>
internal static class Snapshot
{
    public static void Match(string text, [CallerMemberName] string test = "", [CallerFilePath] string file = "")
    {
        var name = $"{Path.GetFileNameWithoutExtension(file)}.{test}.snap";
        var folder = Path.GetDirectoryName(file)!;
        Snapshooter.Xunit.Snapshot.Match(text, new SnapshotFullName(name, folder));

        // The library compares JSON by its meaning; here every space counts.
        var stored = File.ReadAllText(Path.Combine(folder, "__snapshots__", name));
        Assert.Equal(stored.ReplaceLineEndings("\n").TrimEnd(), text.TrimEnd());
    }

#pragma warning disable CA2255 // A test assembly has no start of its own that could do it.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void FailOnMissing()
    {
        const string Strict = "SNAPSHOOTER_STRICT_MODE";
        Environment.SetEnvironmentVariable(Strict, Environment.GetEnvironmentVariable(Strict) ?? "true");
    }
}
