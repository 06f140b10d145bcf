using System.Runtime.InteropServices;

namespace Transfer.Native;

/// <summary>Finds libraries where the application has them, and asks the dynamic linker for the rest.</summary>
internal sealed class LibrarySearch(IReadOnlyList<string> directories)
{
    public IReadOnlyList<string> Directories => directories;

    /// <summary>Returns the application's own file of that name, or null.</summary>
    public string? Locate(string soname) =>
        directories.Select(directory => Path.Combine(directory, soname)).FirstOrDefault(File.Exists);

    /// <summary>
    /// Returns whether the linker finds, elsewhere than among the application's files, a library that will do; loads it if so.
    /// A distribution's own libtorch will not: it has another version's symbols. One that the program has loaded will.
    /// </summary>
    public static bool IsOnSystem(string soname) =>
        IsOfTorch(soname) ? LoadedLibraries.PathOf(soname) is not null : NativeLibrary.TryLoad(soname, out _);

    /// <summary>Returns whether the package of libtorch has the library.</summary>
    public static bool IsOfTorch(string soname) =>
        soname.StartsWith("libtorch", StringComparison.Ordinal) || soname.StartsWith("libc10", StringComparison.Ordinal);

    /// <summary>Returns the symbol versions that a library defines, or null when it is not found.</summary>
    public IReadOnlySet<string>? Definitions(string soname) =>
        PathOf(soname) is { } path ? LibraryFile.Read(path).VersionDefinitions : null;

    /// <summary>Returns the file that stands for a soname in this process: the loaded one, else the application's.</summary>
    public string? PathOf(string soname) => LoadedLibraries.PathOf(soname) ?? Locate(soname);
}
