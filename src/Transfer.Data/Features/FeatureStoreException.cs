namespace Transfer.Features;

/// <summary>The exception that is thrown when stored features were changed while they were in use.</summary>
/// <param name="path">The file.</param>
/// <param name="reason">What is wrong with it.</param>
public sealed class FeatureStoreException(string path, string reason)
    : IOException($"'{path}' {reason}. Delete the file and start again: its features are computed anew.")
{
    /// <summary>Gets the file.</summary>
    public string Path => path;
}
