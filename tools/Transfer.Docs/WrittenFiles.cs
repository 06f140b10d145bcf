namespace Transfer.Docs;

/// <summary>A file that is written, or has written parts.</summary>
/// <param name="Path">Its path from the repository's root.</param>
/// <param name="Write">Makes the file as it should be of the file as it is; that is empty where there is none.</param>
public sealed record WrittenFile(string Path, Func<string, string> Write);

/// <summary>The files written from the code, so that nobody maintains them by hand.</summary>
public static class WrittenFiles
{
    /// <summary>The files. Another table is another line here, and a class that writes it.</summary>
    /// <param name="root">The repository's root.</param>
    public static IEnumerable<WrittenFile> Of(string root) =>
    [
        .. RuleLists.Files,
        .. RulePages.Files,
        RuleIndex.File,
        Releases.Of(root),
        Readme.File,
        Readme.OfPackages,
        Backbones.File,
    ];

    /// <summary>The files that are not as they should be, with the text that they should have.</summary>
    /// <param name="root">The repository's root.</param>
    public static IReadOnlyList<(string Path, string Text)> Stale(string root)
    {
        var stale = new List<(string Path, string Text)>();
        foreach (var file in Of(root))
        {
            var path = Path.Combine(root, file.Path);
            var before = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : string.Empty;
            var after = file.Write(before);
            if (after != before)
            {
                stale.Add((file.Path, after));
            }
        }

        return stale;
    }
}
