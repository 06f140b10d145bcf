namespace Transfer.Weights;

/// <summary>Represents how each tensor was loaded from a weights file.</summary>
/// <param name="Source">The file.</param>
/// <param name="Loaded">Parameters and buffers that were filled from the file, in state-dict order.</param>
/// <param name="Missing">
/// Tensors of the network that the file does not have and need not have: counters of old files (num_batches_tracked).
/// </param>
/// <param name="HeadReplaced">Tensors of the file that belong to the classifier whose place the recipe's head took.</param>
/// <param name="NewInHead">Parameters and buffers of the new head: they stay as they were drawn.</param>
public sealed record LoadReport(
    string Source,
    IReadOnlyList<string> Loaded,
    IReadOnlyList<string> Missing,
    IReadOnlyList<string> HeadReplaced,
    IReadOnlyList<string> NewInHead)
{
    /// <summary>Returns the report in one line.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        var parts = new List<string> { $"{Loaded.Count} tensors loaded from {Source}" };
        if (HeadReplaced.Count > 0)
        {
            parts.Add($"head replaced ({string.Join(", ", HeadReplaced)} left in the file)");
        }

        if (NewInHead.Count > 0)
        {
            parts.Add($"new: {string.Join(", ", NewInHead)}");
        }

        if (Missing.Count > 0)
        {
            parts.Add($"{Missing.Count} counters missing, as in old files");
        }

        return string.Join("; ", parts);
    }
}
