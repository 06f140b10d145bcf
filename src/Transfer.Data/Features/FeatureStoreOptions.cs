namespace Transfer.Features;

/// <summary>Specifies where the features of a frozen prefix are kept, and how many of them.</summary>
public sealed record FeatureStoreOptions
{
    private const long OneGibibyte = 1L << 30;

    /// <summary>
    /// Gets or sets the folder that features are kept in, for later runs and other processes; null keeps them in memory alone.
    /// The default is <c>$TRANSFER_HOME/features</c>, or <c>~/.cache/transfer/features</c> (<c>$XDG_CACHE_HOME</c> in place of
    /// <c>~/.cache</c> where it is set).
    /// </summary>
    public string? Folder { get; init; } = DefaultFolder();

    /// <summary>
    /// Gets or sets the most bytes of features that are held in memory; the rest is read from the folder. The default is a
    /// quarter
    /// of the memory that was free when the options were made.
    /// </summary>
    public long MemoryBudget { get; init; } = FreeMemory() / 4;

    /// <summary>
    /// Gets or sets the most bytes that the folder takes. The features that were used least recently are deleted first. The
    /// default is 10 GiB.
    /// </summary>
    public long DiskBudget { get; init; } = 10 * OneGibibyte;

    /// <summary>
    /// Gets or sets a value indicating whether features are kept in half precision (float16): half the bytes, each value rounded
    /// to 11 bits. The default is false.
    /// </summary>
    public bool HalfPrecision { get; init; }

    private static string DefaultFolder()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return Path.Combine(
            Variable("TRANSFER_HOME") ?? Path.Combine(Variable("XDG_CACHE_HOME") ?? Path.Combine(home, ".cache"), "transfer"),
            "features");

        string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
            ? value == "~" || value.StartsWith("~/", StringComparison.Ordinal) ? home + value[1..] : value
            : null;
    }

    private static long FreeMemory()
    {
        var memory = GC.GetGCMemoryInfo();
        return memory.TotalAvailableMemoryBytes == 0
            ? 4 * OneGibibyte
            : Math.Max(0, memory.TotalAvailableMemoryBytes - Environment.WorkingSet);
    }
}
