namespace Transfer.Native;

/// <summary>
/// A native library that TorchSharp needs cannot be loaded on this system.
/// TorchSharp asks for its libraries in the type initializer of <c>TorchSharp.torch</c>, so a program may see this message
/// inside a <see cref="TypeInitializationException"/>.
/// </summary>
public sealed class NativeLoadException : Exception
{
    internal NativeLoadException(string library, string need, string remedy, Exception? innerException = null)
        : base($"{library} cannot be loaded: it needs {need}. {remedy}", innerException)
    {
        Library = library;
        Need = need;
    }

    /// <summary>Gets the library that cannot be loaded: its path, or its file name where no such file was found.</summary>
    public string Library { get; }

    /// <summary>
    /// Gets what the library needs and does not find, such as <c>GLIBC_2.99 of libc.so.6, which …/libc.so.6 lacks</c>.
    /// </summary>
    public string Need { get; }
}
