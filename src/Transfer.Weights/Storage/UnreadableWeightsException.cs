namespace Transfer.Weights.Storage;

/// <summary>
/// Thrown by a parser, which knows what it found, but not in which file. The code that opened the file adds the path.
/// </summary>
internal sealed class UnreadableWeightsException(string found, string advice) : Exception($"{found}. {advice}")
{
    public const string DownloadAgain = "Download the file again, or save it again in Python.";

    public string Found { get; } = found;

    public string Advice { get; } = advice;

    public static UnreadableWeightsException Damaged(string found) => new(found, "The file is damaged. " + DownloadAgain);
}
