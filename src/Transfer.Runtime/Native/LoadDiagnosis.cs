namespace Transfer.Native;

/// <summary>Explains why the dynamic linker refuses a library: what the library needs, and what to do.</summary>
internal sealed class LoadDiagnosis(LibrarySearch search)
{
    /// <summary>Returns the first unmet need of the library or of what it is linked against.</summary>
    /// <param name="path">The library, which was loaded with its repairable needs weakened.</param>
    /// <param name="refusal">The message of the dynamic linker, for a reason that its files do not show.</param>
    public NativeLoadException Explain(string path, Exception refusal) =>
        FirstUnmetNeed(path, isRepaired: true, []) ?? new NativeLoadException(
            path, "what the dynamic linker reports as missing", $"Its message: {refusal.Message.Trim()}", refusal);

    public NativeLoadException FileMissing(string soname) => new(
        soname,
        $"to be among the application's files, and is in none of {Searched}",
        PackageRemedy);

    public NativeLoadException DependencyMissing(string path, string dependency) => new(
        path,
        $"{dependency}, which is neither on this system nor in any of {Searched}",
        LibrarySearch.IsOfTorch(dependency) ? PackageRemedy : $"Install the system package that contains {dependency}.");

    public NativeLoadException VersionMissing(string path, VersionNeed need, Exception? cause = null) => new(
        path,
        $"{need.Version} of {need.Library}, which {search.PathOf(need.Library)} lacks",
        need.Library == "libstdc++.so.6"
            ? "Install a newer libstdc++ (GCC's C++ runtime), or put the directory of one first in LD_LIBRARY_PATH."
            : $"Run on a system with a newer {need.Library}.",
        cause);

    private static string PackageRemedy =>
        "Add a reference to the package TorchSharp-cpu, or TorchSharp-cuda-linux, of the same version as TorchSharp.";

    private string Searched => search.Directories is [] ? "no directory" : string.Join(", ", search.Directories);

    private NativeLoadException? FirstUnmetNeed(string path, bool isRepaired, HashSet<string> seen)
    {
        if (!seen.Add(path))
        {
            return null;
        }

        ElfLibrary library;
        try
        {
            library = LibraryFile.Read(path);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return new NativeLoadException(
                path, "to be a readable 64-bit shared library", $"{e.Message} Restore the package that it came from.", e);
        }

        foreach (var dependency in library.Dependencies)
        {
            var file = search.Locate(dependency);
            var problem = file is not null ? FirstUnmetNeed(file, isRepaired: false, seen)
                : LibrarySearch.IsOnSystem(dependency) ? null
                : DependencyMissing(path, dependency);
            if (problem is not null)
            {
                return problem;
            }
        }

        return VersionRepair.Unmet(library, search.Definitions)
            .Where(need => !isRepaired || !VersionRepair.IsRepairable(library, need))
            .Select(need => VersionMissing(path, need))
            .FirstOrDefault();
    }
}
