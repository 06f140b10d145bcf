namespace Transfer.Weights;

/// <summary>
/// A file that appears under its name only when it is whole: it is written beside it under a name of its own, flushed to the
/// disk and renamed. Without <see cref="Commit"/> nothing remains.
/// </summary>
internal sealed class BesideFile : IDisposable
{
    private readonly string target;
    private readonly string temporary;

    public BesideFile(string path)
    {
        target = Path.GetFullPath(path);
        temporary = $"{target}.{Guid.NewGuid():N}.tmp";
        Stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
    }

    public FileStream Stream { get; }

    /// <summary>Puts the file in place, instead of the one that may be there.</summary>
    public void Commit()
    {
        Stream.Flush(flushToDisk: true);
        Stream.Dispose();
        File.Move(temporary, target, overwrite: true);
    }

    public void Dispose()
    {
        // Disposing of the stream writes what it still buffers, which a full disk refuses.
        try
        {
            Stream.Dispose();
        }
        finally
        {
            // After Commit the temporary name is gone, and deleting a file that is not there does nothing.
            File.Delete(temporary);
        }
    }
}
