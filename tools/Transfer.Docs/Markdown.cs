using System.Text.RegularExpressions;

namespace Transfer.Docs;

/// <summary>Changes parts of Markdown files.</summary>
public static class Markdown
{
    /// <summary>Changes what stands under a heading; the heading must be there.</summary>
    /// <param name="text">The file.</param>
    /// <param name="heading">The heading, with its signs: <c>## Example</c>.</param>
    /// <param name="change">Makes the new body of the old one, both without blank lines around.</param>
    public static string Section(string text, string heading, Func<string, string> change)
    {
        var start = text.IndexOf($"\n{heading}\n", StringComparison.Ordinal);
        if (start < 0)
        {
            throw new InvalidDataException($"There is no heading \"{heading}\".");
        }

        start += heading.Length + 2;
        var next = text.IndexOf("\n## ", start, StringComparison.Ordinal);
        var end = next < 0 ? text.Length : next;
        return $"{text[..start]}\n{change(text[start..end].Trim('\n'))}\n{text[end..]}";
    }

    /// <summary>Changes the one table whose header has these columns.</summary>
    /// <param name="text">The file.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="rows">The rows, each with its cells.</param>
    public static string Table(string text, string[] columns, IEnumerable<string[]> rows)
    {
        var header = Row(columns);
        var line = "|" + string.Concat(columns.Select(column => new string('-', column.Length + 2) + "|"));
        return One(
            text,
            $"^{Regex.Escape(header)}\n(\\|.*\n)*",
            string.Concat(rows.Select(Row).Prepend(line).Prepend(header).Select(row => row + "\n")));
    }

    /// <summary>Changes a part of a file that must be there once.</summary>
    /// <param name="text">The file.</param>
    /// <param name="pattern">What the part looks like.</param>
    /// <param name="replacement">The new part.</param>
    public static string One(string text, string pattern, string replacement)
    {
        var matches = Regex.Matches(text, pattern, RegexOptions.Multiline);
        return matches is [var match]
            ? text[..match.Index] + replacement + text[(match.Index + match.Length)..]
            : throw new InvalidDataException($"\"{pattern}\" is there {matches.Count} times, not once.");
    }

    private static string Row(string[] cells) => $"| {string.Join(" | ", cells)} |";
}
