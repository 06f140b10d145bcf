using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Transfer.Native;

/// <summary>Loads TorchSharp's native library where the runtime's own search for it has failed.</summary>
internal static class TorchLibrary
{
    private const string FileName = "libLibTorchSharp.so";

    /// <exception cref="NativeLoadException">It cannot be loaded; the message states what is missing and what to do.</exception>
    public static nint Load(LibrarySearch search)
    {
        var diagnosis = new LoadDiagnosis(search);
        var path = search.Locate(FileName) ?? throw diagnosis.FileMissing(FileName);
        try
        {
            return Load(path, search, diagnosis);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException or InvalidDataException
            or IOException or UnauthorizedAccessException)
        {
            throw diagnosis.Explain(path, e);
        }
    }

    private static nint Load(string path, LibrarySearch search, LoadDiagnosis diagnosis)
    {
        using var file = new LibraryFile(path);
        var library = ElfReader.Read(file.Bytes);

        // The linker finds an already loaded library by its soname, wherever the one that wants it lies.
        foreach (var dependency in library.Dependencies)
        {
            if (search.Locate(dependency) is { } own)
            {
                NativeLibrary.Load(own);
            }
            else if (!LibrarySearch.IsOnSystem(dependency))
            {
                throw diagnosis.DependencyMissing(path, dependency);
            }
        }

        var unmet = VersionRepair.Unmet(library, search.Definitions);
        if (unmet is [])
        {
            return NativeLibrary.Load(path);
        }

        if (unmet.FirstOrDefault(need => !VersionRepair.IsRepairable(library, need)) is { } required)
        {
            throw diagnosis.VersionMissing(path, required);
        }

        try
        {
            return MemoryLibrary.Load(FileName, VersionRepair.Weaken(file.Bytes, unmet));
        }
        catch (Win32Exception e)
        {
            throw diagnosis.VersionMissing(path, unmet[0], e);
        }
    }
}
