namespace Transfer.Metrics;

/// <summary>Comma-separated values, as RFC 4180 has them, with a line feed after each row.</summary>
internal static class Csv
{
    private static readonly System.Buffers.SearchValues<char> Special = System.Buffers.SearchValues.Create(",\"\r\n");

    public static string Write(IEnumerable<string> head, IEnumerable<IEnumerable<string>> rows) =>
        string.Concat(rows.Prepend(head).Select(row => string.Join(',', row.Select(Quote)) + "\n"));

    private static string Quote(string cell) =>
        cell.AsSpan().ContainsAny(Special) ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
