using Transfer.Checkpoints;
using Transfer.Features;
using Transfer.Training.Runs;

namespace Transfer.Training;

/// <summary>Specifies options of a training run that are not part of its plan.</summary>
public sealed record TrainingOptions
{
    /// <summary>
    /// Gets or sets custom parts of the run, called in this order at each of its hooks (see <see cref="RunPart"/>). The default
    /// is none. Checkpoints contain their state.
    /// </summary>
    public IReadOnlyList<RunPart> Parts { get; init; } = [];

    /// <summary>Gets or sets where checkpoints are written. The default is null: none are written.</summary>
    public CheckpointOptions? Checkpoint { get; init; }

    /// <summary>
    /// Gets or sets where the features of a frozen prefix are kept, so that each image runs through it once; null computes them
    /// in each epoch. By default they are kept in memory and in the user's cache folder.
    /// </summary>
    public FeatureStoreOptions? Features { get; init; } = new();

    /// <summary>
    /// Gets or sets a value indicating whether the run continues from the checkpoint, to the bit as if it had never stopped; it
    /// starts over where there is none. On a CUDA device cuDNN rounds differently in each run where convolutions train. By
    /// default a run starts over.
    /// </summary>
    public bool Resume { get; init; }
}
