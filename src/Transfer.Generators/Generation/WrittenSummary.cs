using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace Transfer.Generators.Generation;

/// <summary>
/// The summary that a member's author wrote, from the comment's text: a compilation that writes no documentation file does not
/// parse comments.
/// </summary>
internal static class WrittenSummary
{
    private static readonly Regex Summary =
        new("<summary>(.*?)</summary>", RegexOptions.Singleline | RegexOptions.CultureInvariant);
    private static readonly Regex Space = new(@"\s+", RegexOptions.CultureInvariant);

    /// <summary>Returns the summary as XML, in one line; null for none.</summary>
    public static string? Of(SyntaxNode member)
    {
        var lines = member.GetLeadingTrivia().ToFullString().Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.StartsWith("///", StringComparison.Ordinal))
            .Select(line => line.Substring(3));
        return Summary.Match(string.Join("\n", lines)) is { Success: true } match
            && Space.Replace(match.Groups[1].Value, " ").Trim() is { Length: > 0 } text
            ? text
            : null;
    }
}
