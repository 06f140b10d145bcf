namespace Transfer.Data;

/// <summary>
/// A folder of class folders, as torchvision's <c>ImageFolder</c>: each folder directly under the root is a class, and the
/// images anywhere below it are the class's.
/// </summary>
/// <remarks>
/// <para>Classes are numbered in the ordinal order of their names. A class's files come folder by folder in ordinal order of
/// the folder's path, and within a folder in ordinal order of their names: the order that torchvision has, the same on
/// every machine. Files with other extensions than <c>.jpg .jpeg .png .webp .bmp</c> (in any case) are ignored.</para>
/// <para>Images become 8-bit RGB as Pillow's <c>convert("RGB")</c> makes them: grey is repeated, a palette looked up, alpha
/// dropped without blending, colour profiles ignored. The EXIF orientation of JPEG and WebP files is applied, as
/// <c>ImageOps.exif_transpose</c> does (torchvision itself does not). Of 16-bit samples the high byte is taken, also of grey
/// ones, which Pillow clips to white instead.</para>
/// <para>When an unreadable file is found out: <see cref="Open"/> reads every file's header (or, with
/// <see cref="FileCheck.Full"/>, decodes every file) and refuses or skips what it finds;
/// <see cref="Load"/> throws for what is found later.</para>
/// </remarks>
public sealed class ImageFolder : IImageDataset
{
    private static readonly HashSet<string> Extensions =
        new([".jpg", ".jpeg", ".png", ".webp", ".bmp"], StringComparer.OrdinalIgnoreCase);

    private readonly LabelledFile[] files;

    private ImageFolder(string root, string[] classNames, LabelledFile[] files, UnreadableFile[] skipped)
    {
        Root = root;
        ClassNames = classNames;
        this.files = files;
        Skipped = skipped;
    }

    /// <summary>Gets the folder that was opened.</summary>
    public string Root { get; }

    /// <inheritdoc/>
    public int Count => files.Length;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Gets the files left out because they were unreadable, in dataset order.</summary>
    public IReadOnlyList<UnreadableFile> Skipped { get; }

    /// <summary>Opens a folder of class folders.</summary>
    /// <param name="root">The folder that holds the class folders.</param>
    /// <param name="unreadable">What to do with unreadable files; by default they are refused.</param>
    /// <param name="check">How closely each file is looked at; by default its header is read.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="DatasetException">
    /// The root has no class folders, a class folder has no (readable) images, or unreadable files are refused.
    /// </exception>
    public static ImageFolder Open(
        string root, UnreadableFiles unreadable = UnreadableFiles.Refuse, FileCheck check = FileCheck.Header)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        if (!Directory.Exists(root))
        {
            throw new DirectoryNotFoundException(
                File.Exists(root)
                    ? $"'{root}' is a file; an image folder contains one folder for each class."
                    : $"There is no folder '{Path.GetFullPath(root)}'. Specify the folder that contains one folder of "
                        + "images for each class.");
        }

        string[] classNames =
            [.. Directory.EnumerateDirectories(root).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)];
        if (classNames.Length == 0)
        {
            throw new DatasetException(
                $"'{root}' contains no class folders. Expected one folder for each class, as "
                    + $"'{Path.Combine(root, "cat", "1.jpg")}'.");
        }

        LabelledFile[] found = [.. classNames.SelectMany((name, label) => FilesOfClass(Path.Combine(root, name), label))];
        RequireEveryClass(root, classNames, found, $"files with extension {string.Join(' ', Extensions)}");

        var bad = FindUnreadable(found, check);
        if (bad.Length > 0 && unreadable == UnreadableFiles.Refuse)
        {
            throw new DatasetException(ListUnreadable(root, bad), bad);
        }

        HashSet<string> badPaths = [.. bad.Select(b => b.Path)];
        LabelledFile[] kept = [.. found.Where(f => !badPaths.Contains(f.Path))];
        RequireEveryClass(root, classNames, kept, "readable images");
        return new ImageFolder(root, classNames, kept, bad);
    }

    /// <inheritdoc/>
    public int Label(int index) => files[index].Label;

    /// <summary>Reads and decodes an image.</summary>
    /// <param name="index">Index of the image, in <c>[0, Count)</c>.</param>
    /// <exception cref="DatasetException">The file is gone, truncated or damaged; the message names it.</exception>
    public RgbImage Load(int index)
    {
        var path = files[index].Path;
        return ImageDecoder.TryDecode(path, out var reason)
            ?? throw new DatasetException(
                $"'{path}' cannot be read: {reason}. Replace or remove it; opening the folder with "
                    + $"{nameof(UnreadableFiles)}.{nameof(UnreadableFiles.Skip)} and "
                    + $"{nameof(FileCheck)}.{nameof(FileCheck.Full)} leaves such files out.",
                [new UnreadableFile(path, reason!)]);
    }

    /// <summary>Returns the path of an image's file.</summary>
    /// <param name="index">Index of the image, in <c>[0, Count)</c>.</param>
    public string Name(int index) => files[index].Path;

    /// <summary>Returns the fingerprint of an image's file.</summary>
    /// <param name="index">Index of the image, in <c>[0, Count)</c>.</param>
    /// <exception cref="DatasetException">The file can't be read.</exception>
    public UInt128 Fingerprint(int index) => ImageFingerprint.OfFile(files[index].Path);

    private static IEnumerable<LabelledFile> FilesOfClass(string classFolder, int label) =>
        Directory.EnumerateDirectories(classFolder, "*", SearchOption.AllDirectories)
            .Prepend(classFolder)
            .OrderBy(folder => folder.Replace('\\', '/'), StringComparer.Ordinal)
            .SelectMany(folder => Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
            .Where(file => Extensions.Contains(Path.GetExtension(file)))
            .Select(file => new LabelledFile(file, label));

    private static UnreadableFile[] FindUnreadable(LabelledFile[] files, FileCheck check)
    {
        var reasons = new string?[files.Length];
        Parallel.For(0, files.Length, i =>
        {
            if (check == FileCheck.Full)
            {
                ImageDecoder.TryDecode(files[i].Path, out reasons[i]);
            }
            else
            {
                reasons[i] = ImageDecoder.CheckHeader(files[i].Path);
            }
        });
        return [.. files.Zip(reasons).Where(p => p.Second is not null).Select(p => new UnreadableFile(p.First.Path, p.Second!))];
    }

    private static void RequireEveryClass(string root, string[] classNames, LabelledFile[] files, string what)
    {
        HashSet<int> present = [.. files.Select(f => f.Label)];
        string[] missing = [.. classNames.Where((_, label) => !present.Contains(label)).Select(name => $"'{name}'")];
        if (missing.Length > 0)
        {
            throw new DatasetException(
                $"In '{root}', these class folders contain no {what}: {string.Join(", ", missing)}. Fill or remove them.");
        }
    }

    private static string ListUnreadable(string root, UnreadableFile[] bad)
    {
        const int Shown = 20;
        var rest = bad.Length > Shown ? $"{Environment.NewLine}  and {bad.Length - Shown} more" : "";
        return $"{bad.Length} file(s) under '{root}' cannot be read as images. Replace or remove them, or open the folder with "
            + $"{nameof(UnreadableFiles)}.{nameof(UnreadableFiles.Skip)}:"
            + string.Concat(bad.Take(Shown).Select(b => $"{Environment.NewLine}  {b.Path}: {b.Reason}"))
            + rest;
    }

    private readonly record struct LabelledFile(string Path, int Label);
}
