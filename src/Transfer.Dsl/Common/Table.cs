namespace Transfer.Common;

/// <summary>Aligns columns of text.</summary>
internal static class Table
{
    /// <summary>
    /// Returns one line for each row, with columns two spaces apart; a cell that starts with <c>&gt;</c> is aligned to the
    /// right.
    /// </summary>
    public static IEnumerable<string> Align(IEnumerable<string[]> rows)
    {
        var cells = rows.ToArray();
        var widths = Enumerable.Range(0, cells.Max(row => row.Length))
            .Select(column => cells.Max(row => row[column].TrimStart('>').Length))
            .ToArray();
        return cells.Select(row => string.Join("  ", row.Select((cell, column) => cell.StartsWith(">", StringComparison.Ordinal)
            ? cell.Substring(1).PadLeft(widths[column])
            : cell.PadRight(widths[column]))));
    }
}
