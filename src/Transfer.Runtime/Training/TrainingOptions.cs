using Transfer.Checkpoints;
using Transfer.Data;

namespace Transfer.Training;

/// <summary>What a run needs to know beside its plan.</summary>
public sealed record TrainingOptions
{
    /// <summary>Random changes of the training images, applied in this order before preprocessing; none by default.</summary>
    public IReadOnlyList<IImageTransform> Transforms { get; init; } = [];

    /// <summary>Where checkpoints are written; null, the default, writes none.</summary>
    public CheckpointOptions? Checkpoint { get; init; }

    /// <summary>
    /// Whether the run goes on from the checkpoint, to the bit as if it had never stopped; it begins anew where there is none.
    /// On a CUDA device cuDNN rounds differently in each run where convolutions train. By default a run begins anew.
    /// </summary>
    public bool Resume { get; init; }
}
