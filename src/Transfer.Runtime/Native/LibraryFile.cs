using System.IO.MemoryMappedFiles;

namespace Transfer.Native;

/// <summary>A library's file, mapped: libtorch_cpu.so has 440 MB, of which the reader touches a small part.</summary>
internal sealed unsafe class LibraryFile : IDisposable
{
    private readonly MemoryMappedViewAccessor view;
    private readonly byte* start;
    private readonly int length;

    public LibraryFile(string path)
    {
        using var handle = File.OpenHandle(path);
        var bytes = RandomAccess.GetLength(handle);
        if (bytes is 0 or > int.MaxValue)
        {
            throw new InvalidDataException($"A library of {bytes} bytes is not read.");
        }

        length = (int)bytes;
        using var file = MemoryMappedFile.CreateFromFile(
            handle, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        view = file.CreateViewAccessor(0, bytes, MemoryMappedFileAccess.Read);
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
    }

    public ReadOnlySpan<byte> Bytes => new(start, length);

    /// <exception cref="InvalidDataException">The file is no 64-bit ELF library; the message names it.</exception>
    public static ElfLibrary Read(string path)
    {
        try
        {
            using var file = new LibraryFile(path);
            return ElfReader.Read(file.Bytes);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }
    }

    public void Dispose()
    {
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
    }
}
