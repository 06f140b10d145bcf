using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Transfer.Native;

/// <summary>
/// Loads a shared library from bytes through an anonymous file in memory (<c>memfd_create</c>), as the .NET runtime does
/// for the code that it compiles. So nothing is shared with other processes or users, nothing outlives the process, and
/// no directory has to be writable or to allow execution.
/// </summary>
internal static partial class MemoryLibrary
{
    private const uint CloseOnExec = 1;

    // The linker knows a library by its path, here /proc/self/fd/N: the number may not be given to another file.
    private static readonly List<SafeFileHandle> Kept = [];

    /// <exception cref="Win32Exception">The system allows no file in memory.</exception>
    /// <exception cref="DllNotFoundException">The dynamic linker refused the library; the message has its reason.</exception>
    public static nint Load(string name, ReadOnlySpan<byte> library)
    {
        var file = CreateFile(name, CloseOnExec);
        if (file.IsInvalid)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }

        lock (Kept)
        {
            Kept.Add(file);
        }

        RandomAccess.Write(file, library, fileOffset: 0);
        return NativeLibrary.Load($"/proc/self/fd/{file.DangerousGetHandle()}");
    }

    [LibraryImport("libc", EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial SafeFileHandle CreateFile(string name, uint flags);
}
