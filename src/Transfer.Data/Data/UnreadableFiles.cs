namespace Transfer.Data;

/// <summary>Specifies what <see cref="ImageFolder.Open"/> does with an unreadable file.</summary>
public enum UnreadableFiles
{
    /// <summary>Throw a <see cref="DatasetException"/> that lists every such file with its reason.</summary>
    Refuse,

    /// <summary>Leave such files out of the dataset and list them in <see cref="ImageFolder.Skipped"/>.</summary>
    Skip,
}

/// <summary>Specifies how closely <see cref="ImageFolder.Open"/> checks each file.</summary>
public enum FileCheck
{
    /// <summary>
    /// Read each file's header: finds files that are empty or not images, and reads a few kilobytes of each file. Damage after
    /// the header is found by <see cref="ImageFolder.Load"/>.
    /// </summary>
    Header,

    /// <summary>Decode each file once: finds truncated and damaged files too, and costs one pass over the dataset.</summary>
    Full,
}

/// <summary>A file that could not be read as an image.</summary>
/// <param name="Path">Path of the file.</param>
/// <param name="Reason">Why it could not be read.</param>
public sealed record UnreadableFile(string Path, string Reason);
