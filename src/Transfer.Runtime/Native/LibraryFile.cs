using System.IO.MemoryMappedFiles;

namespace Transfer.Native;

/// <summary>A library's file, mapped: libtorch_cpu.so has 440 MB, of which the reader touches a small part.</summary>
internal sealed unsafe class LibraryFile : IDisposable
{
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;
    private readonly int _length;

    public LibraryFile(string path)
    {
        using var handle = File.OpenHandle(path);
        var length = RandomAccess.GetLength(handle);
        if (length is 0 or > int.MaxValue)
        {
            throw new InvalidDataException($"A library of {length} bytes is not read.");
        }

        _length = (int)length;
        using var file = MemoryMappedFile.CreateFromFile(
            handle, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        _view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
    }

    public ReadOnlySpan<byte> Bytes => new(_start, _length);

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
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
    }
}
