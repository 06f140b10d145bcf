namespace Transfer.Architecture;

/// <summary>Reads docs/architecture.md, whose lists these tests check.</summary>
internal static class Page
{
    private const string Fence = "```";

    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "architecture.md"));

    /// <summary>Returns the folders that the page lists below a project's heading, in their order.</summary>
    public static List<string> FoldersOf(string project) =>
        [.. Block($"### {project}").Select(line => line.Split(' ')[0].TrimEnd('/'))];

    /// <summary>Returns the rows of the table below a heading, without its head, as cells.</summary>
    public static IEnumerable<string[]> Table(string heading) => After(heading)
        .SkipWhile(line => !line.StartsWith('|'))
        .TakeWhile(line => line.StartsWith('|'))
        .Skip(2)
        .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries));

    private static IEnumerable<string> Block(string heading) => After(heading)
        .SkipWhile(line => line != Fence)
        .Skip(1)
        .TakeWhile(line => line != Fence);

    private static IEnumerable<string> After(string heading)
    {
        var start = Array.IndexOf(Lines, heading);
        Assert.True(start >= 0, $"docs/architecture.md has no heading \"{heading}\"");
        return Lines.Skip(start + 1).TakeWhile(line => !line.StartsWith('#'));
    }
}
