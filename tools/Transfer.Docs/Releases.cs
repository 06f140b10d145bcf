using System.Text.RegularExpressions;
using Transfer.Rules;

namespace Transfer.Docs;

/// <summary>
/// The rows of the release file that the compiler's own analyzers want; a release moves them to the other file.
/// </summary>
internal static partial class Releases
{
    private const string Folder = "src/Transfer.Generators/";

    public static WrittenFile Of(string root)
    {
        var shipped = Id().Matches(File.ReadAllText(Path.Combine(root, Folder, "AnalyzerReleases.Shipped.md")))
            .Select(row => row.Value)
            .ToHashSet();
        return new(Folder + "AnalyzerReleases.Unshipped.md", text => Write(text, shipped));
    }

    private static string Write(string text, HashSet<string> shipped)
    {
        var head = text[..(text.LastIndexOf("-|-", StringComparison.Ordinal) is >= 0 and var line
            ? text.IndexOf('\n', line) + 1
            : throw new InvalidDataException("The release file has no table."))];
        return head + string.Concat(Rules.All.Where(rule => !shipped.Contains(rule.Id)).Select(Row));
    }

    private static string Row(RuleMetadata rule) =>
        $"{rule.Id} | Transfer.Recipes | {rule.Severity} | [{rule.Title}](../../docs/rules/{rule.Id}.md)\n";

    [GeneratedRegex(@"^TRF\d+", RegexOptions.Multiline)]
    private static partial Regex Id();
}
