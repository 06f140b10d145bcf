namespace Transfer.Weights.Storage;

/// <summary>Makes text from an untrusted file fit for a message: short, and without control characters.</summary>
internal static class Printable
{
    private const int MaxLength = 80;

    public static string Excerpt(string text)
    {
        var cut = text.Length <= MaxLength ? text : text[..MaxLength] + "…";
        return string.Concat(cut.Select(c => char.IsControl(c) ? '\uFFFD' : c));
    }
}
