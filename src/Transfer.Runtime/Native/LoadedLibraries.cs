using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Transfer.Native;

/// <summary>The shared libraries that the dynamic linker has loaded into this process.</summary>
internal static unsafe partial class LoadedLibraries
{
    /// <summary>Returns the path under which a library was loaded, or null when it is not loaded.</summary>
    /// <remarks>
    /// The linker's own list, since it keeps the name that was searched for; /proc/self/maps has the symbolic links
    /// resolved, and libc.so.6 may be a file named libc-2.31.so.
    /// </remarks>
    public static string? PathOf(string soname)
    {
        var paths = new List<string>();
        var handle = GCHandle.Alloc(paths);
        try
        {
            _ = IterateLoaded(&Add, GCHandle.ToIntPtr(handle));
        }
        finally
        {
            handle.Free();
        }

        return paths.Find(path => Path.GetFileName(path) == soname);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Add(LoadedObject* loaded, nuint size, nint paths)
    {
        if (Marshal.PtrToStringUTF8(loaded->Name) is { Length: > 0 } path)
        {
            ((List<string>)GCHandle.FromIntPtr(paths).Target!).Add(path);
        }

        return 0;
    }

    [LibraryImport("libc", EntryPoint = "dl_iterate_phdr")]
    private static partial int IterateLoaded(delegate* unmanaged[Cdecl]<LoadedObject*, nuint, nint, int> callback, nint data);

    /// <summary>The head of <c>struct dl_phdr_info</c>.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct LoadedObject
    {
        public readonly nint Address;
        public readonly nint Name;
    }
}
