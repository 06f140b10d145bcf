using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Transfer.Native;

/// <summary>
/// Prepares TorchSharp when a program starts, before its first use. Called by generated code; not meant to be called by hand.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NativeInitializer
{
    private static readonly Lock Gate = new();
    private static bool registered;
    private static nint library;

    /// <summary>
    /// Makes TorchSharp load on Linux systems whose C++ runtime is older than the one that it was built against.
    /// It costs an event subscription: nothing is searched for or loaded unless the runtime's own search for
    /// TorchSharp's native library fails. Calls after the first, and calls on other systems, do nothing.
    /// </summary>
    [SuppressMessage("Usage", "CA2255", Justification = "A library that uses TorchSharp through this one has no other hook.")]
    [ModuleInitializer]
    public static void Register()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        lock (Gate)
        {
            if (registered)
            {
                return;
            }

            registered = true;
        }

        // The event is raised on the context of the assembly that asks, TorchSharp: this one's, or the default one.
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += Resolve;
        var own = AssemblyLoadContext.GetLoadContext(typeof(NativeInitializer).Assembly);
        if (own is not null && own != AssemblyLoadContext.Default)
        {
            own.ResolvingUnmanagedDll += Resolve;
        }
    }

    private static nint Resolve(Assembly assembly, string name)
    {
        if (name != "LibTorchSharp")
        {
            return 0;
        }

        // A second copy would have a second set of the library's globals.
        lock (Gate)
        {
            return library != 0 ? library : library = Load(assembly);
        }
    }

    private static nint Load(Assembly assembly)
    {
        try
        {
            return TorchLibrary.Load(new LibrarySearch(LibraryDirectories.For(assembly)));
        }
        catch (NativeLoadException e)
        {
            // TorchSharp catches this, copies its libraries to one more place, fails again, and reports a missing package
            // whatever the reason was, with this message far down in its trace: so it is written here too.
            Console.Error.WriteLine(e.Message);
            throw;
        }
    }
}
