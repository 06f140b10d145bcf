namespace Transfer.Common;

/// <summary>Finds what a misspelt name may have meant, for messages.</summary>
public static class NearestNames
{
    /// <summary>Returns the names nearest by edit distance (Levenshtein), without regard to case.</summary>
    /// <param name="name">The misspelt name.</param>
    /// <param name="candidates">The names that there are.</param>
    /// <param name="most">The largest number of names to return.</param>
    /// <returns>The names, best first; none that differs in more than half of its letters.</returns>
    public static IReadOnlyList<string> Of(string name, IEnumerable<string> candidates, int most = 3) =>
        candidates
            .Distinct()
            .Select(candidate => (Name: candidate, Distance: Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant())))
            .Where(pair => pair.Distance <= Math.Max(2, Math.Max(name.Length, pair.Name.Length) / 2))
            .OrderBy(pair => pair.Distance)
            .ThenBy(pair => pair.Name, StringComparer.Ordinal)
            .Take(most)
            .Select(pair => pair.Name)
            .ToArray();

    /// <summary>Insertions, deletions and replacements from one text to the other (Levenshtein).</summary>
    internal static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[right.Length];
    }
}
