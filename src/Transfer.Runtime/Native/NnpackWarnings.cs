using System.Runtime.InteropServices;

namespace Transfer.Native;

/// <summary>
/// On machines whose processor hides its caches, as many virtual ones do, NNPACK can't start, and libtorch reports it on
/// standard error at every convolution that would have used it: hundreds of lines that drown a program's own output. There
/// NNPACK is switched off once, as <c>torch.backends.nnpack.set_flags(False)</c> does; libtorch used other kernels anyway.
/// </summary>
internal static class NnpackWarnings
{
    // c10's levels: 0 info, 1 warning, 2 error, 3 fatal.
    private const int ErrorsOnly = 2;

    /// <summary>Switches NNPACK off where it can't start; does nothing where it can, or where libtorch lacks a symbol.</summary>
    /// <param name="library">The handle of TorchSharp's library: its dependencies are searched too.</param>
    /// <returns>Whether it was switched off.</returns>
    public static unsafe bool Silence(nint library)
    {
        if (!NativeLibrary.TryGetExport(library, "_ZN2at6native17_nnpack_availableEv", out var isAvailable)
            || !NativeLibrary.TryGetExport(library, "_ZN2at13globalContextEv", out var globalContext)
            || !NativeLibrary.TryGetExport(library, "_ZN2at7Context20setUserEnabledNNPACKEb", out var setEnabled)
            || !NativeLibrary.TryGetExport(library, "FLAGS_caffe2_log_level", out var logLevel))
        {
            return false;
        }

        var level = (int*)logLevel;
        var before = *level;
        *level = Math.Max(before, ErrorsOnly);
        var available = ((delegate* unmanaged[Cdecl]<byte>)isAvailable)();
        *level = before;
        if (available != 0)
        {
            return false;
        }

        var context = ((delegate* unmanaged[Cdecl]<nint>)globalContext)();
        ((delegate* unmanaged[Cdecl]<nint, byte, void>)setEnabled)(context, 0);
        return true;
    }
}
