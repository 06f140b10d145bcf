namespace Transfer.Weights;

/// <summary>
/// A file that appears under its name only when it is whole: it is written beside it under a name of its own, flushed to the
/// disk and renamed. Without <see cref="Commit"/> nothing remains.
/// </summary>
internal sealed class BesideFile : IDisposable
{
    private const string Suffix = ".tmp";
    private readonly string target;
    private readonly string temporary;

    public BesideFile(string path)
    {
        target = Path.GetFullPath(path);
        temporary = $"{target}.{Guid.NewGuid():N}{Suffix}";
        Stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
    }

    public FileStream Stream { get; }

    /// <summary>
    /// Matches what a process that was killed may have left beside a path: its names end in 32 hexadecimal digits.
    /// </summary>
    public static string TemporaryPattern(string path) => $"{Path.GetFileName(path)}.{new string('?', 32)}{Suffix}";

    /// <summary>Puts the file in place, instead of the one that may be there.</summary>
    /// <param name="previous">Keeps that one under this name; null lets it go.</param>
    public void Commit(string? previous = null)
    {
        Stream.Flush(flushToDisk: true);
        Stream.Dispose();
        if (previous is not null && File.Exists(target))
        {
            // A second name for the old file comes first, so that at no instant there is none under the target's.
            File.Replace(temporary, target, previous);
        }
        else
        {
            File.Move(temporary, target, overwrite: true);
        }
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
