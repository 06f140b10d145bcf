namespace Transfer.Checkpoints;

/// <summary>
/// Specifies where and how often a run writes a checkpoint, which contains everything needed to resume as if the run had never
/// stopped.
/// </summary>
/// <remarks>
/// One is written after each epoch, and when the run is cancelled. A checkpoint replaces the one before only when it is whole and
/// on the disk; the one before stays under the same name with <c>.previous</c> behind it.
/// </remarks>
/// <param name="Path">The .safetensors file.</param>
/// <param name="Every">Batches after which another is written within an epoch; null for none.</param>
public sealed record CheckpointOptions(string Path, int? Every = null)
{
    /// <summary>Gets the .safetensors file.</summary>
    public string Path { get; } = string.IsNullOrEmpty(Path)
        ? throw new ArgumentException("A checkpoint needs a path.", nameof(Path))
        : Path;

    /// <summary>Gets the number of batches after which another checkpoint is written within an epoch; null for none.</summary>
    public int? Every { get; } = Every is < 1
        ? throw new ArgumentOutOfRangeException(nameof(Every), Every, "A checkpoint is written after at least one batch.")
        : Every;
}
