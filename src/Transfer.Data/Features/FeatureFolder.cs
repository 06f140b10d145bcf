using System.Globalization;

namespace Transfer.Features;

/// <summary>
/// The folder of one prefix within that of all: files that are written beside and renamed, so that a name that ends in .features
/// marks a whole file.
/// </summary>
internal sealed class FeatureFolder
{
    private const string Extension = ".features";
    private const string Unfinished = ".tmp";

    // No file takes that long to write: who began it is gone.
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);
    private readonly string root;
    private readonly string path;
    private readonly FeatureRowFormat format;

    private FeatureFolder(string root, string path, FeatureRowFormat format) =>
        (this.root, this.path, this.format) = (root, path, format);

    /// <summary>Opens the folder of a prefix; null where none can be made.</summary>
    public static FeatureFolder? TryOpen(string root, UInt128 key, FeatureRowFormat format)
    {
        var name = key.ToString("x32", CultureInfo.InvariantCulture) + (format.IsHalf ? "-half" : string.Empty);
        var folder = new FeatureFolder(root, Path.Combine(root, name), format);
        return Try(() =>
        {
            Directory.CreateDirectory(folder.path);
            foreach (var file in new DirectoryInfo(folder.path).EnumerateFiles("*" + Unfinished)
                .Where(file => DateTime.UtcNow - file.LastWriteTimeUtc > Abandoned))
            {
                file.Delete();
            }

            // What is used now is deleted last.
            Directory.SetLastWriteTimeUtc(folder.path, DateTime.UtcNow);
            return folder;
        });
    }

    /// <summary>Opens the files that are whole. A damaged one is deleted: its features are computed anew.</summary>
    public IReadOnlyList<FeatureFile> Files()
    {
        var whole = new List<FeatureFile>();
        foreach (var file in Try(() => Directory.GetFiles(path, "*" + Extension).Order(StringComparer.Ordinal).ToArray()) ?? [])
        {
            if (FeatureFile.TryOpen(file, format) is { } opened)
            {
                whole.Add(opened);
            }
            else
            {
                Try(() => Delete(file));
            }
        }

        return whole;
    }

    /// <summary>Writes a file; null where the disk has no room, or can't be written.</summary>
    public FeatureFile? TryWrite(IReadOnlyList<UInt128> images, byte[] rows, long budget)
    {
        var name = Path.Combine(path, Guid.NewGuid().ToString("N"));
        var written = Try(() =>
        {
            if (!MakeRoom(rows.Length, budget))
            {
                return null;
            }

            Directory.CreateDirectory(path);
            FeatureFile.Write(name + Unfinished, format, images, rows);
            File.Move(name + Unfinished, name + Extension);
            return FeatureFile.TryOpen(name + Extension, format);
        });
        if (written is null)
        {
            Try(() => Delete(name + Unfinished));
        }

        return written;
    }

    // Deletes the folders of other prefixes, the least recently used first, until there is room.
    private bool MakeRoom(long bytes, long budget)
    {
        var folders = new DirectoryInfo(root).GetDirectories()
            .Select(folder => (Folder: folder, Bytes: BytesOf(folder)))
            .OrderBy(folder => folder.Folder.LastWriteTimeUtc)
            .ToList();
        var total = folders.Sum(folder => folder.Bytes) + bytes;
        foreach (var (folder, size) in folders.Where(other => other.Folder.FullName != Path.GetFullPath(path)))
        {
            if (total <= budget)
            {
                break;
            }

            if (Try(() => Delete(folder)) is not null)
            {
                total -= size;
            }
        }

        return total <= budget;
    }

    // Another process may delete or rename at the same time.
    private static long BytesOf(DirectoryInfo folder) => folder.EnumerateFiles().Sum(file => file.Exists ? file.Length : 0);

    private static string Delete(string file)
    {
        File.Delete(file);
        return file;
    }

    private static DirectoryInfo Delete(DirectoryInfo folder)
    {
        folder.Delete(recursive: true);
        return folder;
    }

    private static T? Try<T>(Func<T?> action)
        where T : class
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
