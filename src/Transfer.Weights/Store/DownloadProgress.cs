namespace Transfer.Weights.Store;

/// <summary>Represents the progress of a download.</summary>
/// <param name="BytesRead">The bytes that have arrived.</param>
/// <param name="TotalBytes">The bytes that the server announced; null where it did not.</param>
public readonly record struct DownloadProgress(long BytesRead, long? TotalBytes);
