namespace Transfer.Data;

/// <summary>Thrown when a dataset's files, labels or images are not what they should be. The message names them.</summary>
public sealed class DatasetException : Exception
{
    /// <summary>Initializes the exception.</summary>
    /// <param name="message">What is wrong, where, and what to do.</param>
    public DatasetException(string message)
        : base(message)
    {
    }

    /// <summary>Initializes the exception with its cause.</summary>
    /// <param name="message">What is wrong, where, and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public DatasetException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal DatasetException(string message, IReadOnlyList<UnreadableFile> unreadableFiles)
        : base(message) =>
        UnreadableFiles = unreadableFiles;

    /// <summary>
    /// Gets the files that could not be read, each with its reason; empty where the error is about something else.
    /// </summary>
    public IReadOnlyList<UnreadableFile> UnreadableFiles { get; } = [];
}
