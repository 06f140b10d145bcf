using Microsoft.Win32.SafeHandles;
using Transfer.Weights.Storage;

namespace Transfer.Weights;

/// <summary>
/// Represents the bytes of an open file, read in place. When the file is truncated meanwhile, reading throws an exception,
/// where a memory mapping would end the process.
/// </summary>
internal sealed class FileBytes : WeightBytes, IDisposable
{
    private readonly SafeFileHandle handle;

    private FileBytes(string path, SafeFileHandle handle)
        : base(RandomAccess.GetLength(handle))
    {
        Path = path;
        this.handle = handle;
    }

    public string Path { get; }

    public static FileBytes Open(string path)
    {
        var handle = File.OpenHandle(
            path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileOptions.RandomAccess);
        try
        {
            return new FileBytes(path, handle);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    public void Dispose() => handle.Dispose();

    protected override void ReadCore(long offset, Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            var read = RandomAccess.Read(handle, destination, offset);
            if (read == 0)
            {
                throw new WeightsFileException(
                    Path,
                    $"the file became shorter than {Length} bytes while it was read",
                    "Make sure that nothing writes to it, and read it again.");
            }

            offset += read;
            destination = destination[read..];
        }
    }
}
