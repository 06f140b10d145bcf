namespace Transfer.Weights.Storage;

/// <summary>
/// A file that appears under its name only when it is whole: it is written beside it under a name of its own, flushed to the
/// disk and renamed. Without <see cref="Commit"/> nothing remains.
/// </summary>
public sealed class BesideFile : IDisposable
{
    private const string Suffix = ".tmp";
    private readonly string target;
    private readonly string temporary;

    /// <summary>Begins the file under its temporary name.</summary>
    /// <param name="path">The file's path.</param>
    /// <exception cref="IOException">The file can't be made.</exception>
    public BesideFile(string path)
    {
        target = Path.GetFullPath(path);
        temporary = $"{target}.{Guid.NewGuid():N}{Suffix}";
        Stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
    }

    /// <summary>Gets the stream that the file is written to.</summary>
    public FileStream Stream { get; }

    /// <summary>
    /// Returns a pattern for the files that a killed process may have left beside a path: their names end in 32 hexadecimal
    /// digits.
    /// </summary>
    /// <param name="path">The path.</param>
    /// <returns>The pattern of file names.</returns>
    public static string TemporaryPattern(string path) => $"{Path.GetFileName(path)}.{new string('?', 32)}{Suffix}";

    /// <summary>Puts the file in place, instead of the one that may be there.</summary>
    /// <param name="previous">Keeps that one under this name; null lets it go.</param>
    /// <exception cref="IOException">The file can't be written whole, or not be renamed.</exception>
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

    /// <summary>Deletes what was not put in place.</summary>
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
