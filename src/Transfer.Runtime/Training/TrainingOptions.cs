using Transfer.Checkpoints;
using Transfer.Training.Runs;

namespace Transfer.Training;

/// <summary>What a run needs to know beside its plan.</summary>
public sealed record TrainingOptions
{
    /// <summary>
    /// Parts of your own, called at each turn of the run in this order (see <see cref="RunPart"/>); none by default. Checkpoints
    /// hold what they remember.
    /// </summary>
    public IReadOnlyList<RunPart> Parts { get; init; } = [];

    /// <summary>Where checkpoints are written; null, the default, writes none.</summary>
    public CheckpointOptions? Checkpoint { get; init; }

    /// <summary>
    /// Whether the run continues from the checkpoint, to the bit as if it had never stopped; it starts over where there is none.
    /// On a CUDA device cuDNN rounds differently in each run where convolutions train. By default a run starts over.
    /// </summary>
    public bool Resume { get; init; }
}
