using Transfer.Graphs;

namespace Transfer.Planning;

/// <summary>
/// Names parameters by module path or glob, segment by segment: <c>layer4</c> is everything inside layer4,
/// <c>layer*.0</c> the first block of each stage, <c>**.bias</c> every bias. <c>*</c> stands for any text within a segment,
/// <c>?</c> for one letter, <c>**</c> for any number of segments.
/// </summary>
internal static class Selector
{
    /// <summary>Whether the parameter lies in what the pattern names.</summary>
    public static bool Matches(string pattern, string parameter) => Matches(pattern.Split('.'), 0, parameter.Split('.'), 0);

    /// <summary>The parameters that lie in what the pattern names.</summary>
    public static EquatableList<string> Select(string pattern, IEnumerable<string> parameters) =>
        parameters.Where(parameter => Matches(pattern, parameter)).ToEquatableList();

    private static bool Matches(string[] pattern, int p, string[] name, int n)
    {
        if (p == pattern.Length)
        {
            return true;
        }

        if (pattern[p] == "**")
        {
            return Enumerable.Range(n, name.Length - n + 1).Any(rest => Matches(pattern, p + 1, name, rest));
        }

        return n < name.Length && SegmentMatches(pattern[p], 0, name[n], 0) && Matches(pattern, p + 1, name, n + 1);
    }

    private static bool SegmentMatches(string pattern, int p, string text, int t)
    {
        if (p == pattern.Length)
        {
            return t == text.Length;
        }

        if (pattern[p] == '*')
        {
            return Enumerable.Range(t, text.Length - t + 1).Any(rest => SegmentMatches(pattern, p + 1, text, rest));
        }

        return t < text.Length && (pattern[p] == '?' || pattern[p] == text[t]) && SegmentMatches(pattern, p + 1, text, t + 1);
    }
}
