namespace Transfer.Data;

/// <summary>
/// Goes over a batch's rows together with the row before each, the last before the first, as torch.roll(1) pairs them.
/// </summary>
internal static class Rolling
{
    public delegate void Mixing(Span<float> row, ReadOnlySpan<float> before);

    public static void Over(Span<float> rows, int count, Mixing mix)
    {
        var length = rows.Length / count;
        // From the end on, each row's predecessor is still unmixed, but for the first's, which is kept.
        var last = rows[^length..].ToArray();
        for (var i = count - 1; i > 0; i--)
        {
            mix(rows.Slice(i * length, length), rows.Slice((i - 1) * length, length));
        }

        mix(rows[..length], last);
    }

    /// <summary>Replaces each row by <paramref name="share"/> of itself and the rest of the row before.</summary>
    public static void Average(Span<float> rows, int count, double share)
    {
        var own = (float)share;
        var other = (float)(1 - share);
        Over(rows, count, (row, before) =>
        {
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = (row[i] * own) + (before[i] * other);
            }
        });
    }
}
