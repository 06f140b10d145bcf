using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Transfer.Native;

/// <summary>Where an application's native libraries lie.</summary>
internal static class LibraryDirectories
{
    /// <summary>
    /// Returns the directories that the runtime itself probes: those of the application's .deps.json, which may be package
    /// directories; then beside the application and beside the assembly that asks, flat or under runtimes/RID/native.
    /// </summary>
    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification =
        "In a single file the libraries lie beside it, or where it is unpacked, and the runtime probes both.")]
    public static IReadOnlyList<string> For(Assembly assembly)
    {
        var probed = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        // An assembly inside a single-file application has no location.
        string?[] homes = [AppContext.BaseDirectory, Path.GetDirectoryName(assembly.Location)];
        // Packages name the portable RID, whatever the distribution.
        var architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        var runtimes = Path.Combine("runtimes", $"linux-{architecture}", "native");
        return
        [
            .. probed.Split(Path.PathSeparator)
                .Concat(homes.OfType<string>().SelectMany(home => new[] { home, Path.Combine(home, runtimes) }))
                .Where(Directory.Exists)
                .Select(directory => Path.TrimEndingDirectorySeparator(Path.GetFullPath(directory)))
                .Distinct(StringComparer.Ordinal),
        ];
    }
}
