namespace Transfer.Checkpoints;

/// <summary>The lines in which two plans differ, as a text that a person can act on.</summary>
internal static class PlanDifference
{
    /// <summary>
    /// Returns the lines of each that the other lacks, <c>-</c> those of the first, <c>+</c> those of the second; empty when
    /// equal.
    /// </summary>
    public static string Of(Plan first, Plan second)
    {
        if (first == second)
        {
            return "";
        }

        var shown = Of(Lines(first.Recipe, first.ToString()), Lines(second.Recipe, second.ToString()));
        return shown.Length > 0 ? shown : Of(Lines(first.ToJson()), Lines(second.ToJson()));
    }

    private static string Of(string[] first, string[] second)
    {
        // The longest common subsequence, from the back.
        var common = new int[first.Length + 1, second.Length + 1];
        for (var i = first.Length - 1; i >= 0; i--)
        {
            for (var j = second.Length - 1; j >= 0; j--)
            {
                common[i, j] = first[i] == second[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        var lines = new List<string>();
        for (int i = 0, j = 0; i < first.Length || j < second.Length;)
        {
            if (i < first.Length && j < second.Length && first[i] == second[j])
            {
                (i, j) = (i + 1, j + 1);
            }
            else if (j == second.Length || (i < first.Length && common[i + 1, j] >= common[i, j + 1]))
            {
                lines.Add($"- {first[i++]}");
            }
            else
            {
                lines.Add($"+ {second[j++]}");
            }
        }

        return string.Join('\n', lines);
    }

    private static string[] Lines(params string[] texts) => string.Join('\n', texts).Split('\n');
}
