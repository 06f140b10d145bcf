using System.Runtime.InteropServices;
using TorchSharp;

namespace Transfer.Native;

/// <summary>Provides access to TorchSharp's native libraries.</summary>
public static class TorchNative
{
    /// <summary>
    /// Loads TorchSharp's native libraries, if they are not loaded yet. A C# program need not call this, since TorchSharp
    /// loads them at its first use; but an error of loading is then wrapped in TorchSharp's own, and here it is not.
    /// A program in another language, or built with <c>TransferNativeInitializer=false</c>, calls it before it uses TorchSharp.
    /// </summary>
    /// <exception cref="NativeLoadException">
    /// A library is missing or does not fit the system (Linux); the message states which, what it needs, and what to do.
    /// </exception>
    /// <exception cref="NotSupportedException">TorchSharp found no native libraries (other systems).</exception>
    public static void EnsureLoaded()
    {
        if (OperatingSystem.IsLinux())
        {
            NativeInitializer.Register();
            NnpackWarnings.Silence(NativeLibrary.Load("LibTorchSharp", typeof(torch).Assembly, searchPath: null));
        }

        torch.InitializeDeviceType(DeviceType.CPU);
    }
}
