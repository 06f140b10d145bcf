using Transfer.Data;

namespace Transfer.Training;

/// <summary>What a run needs to know beside its plan.</summary>
public sealed record TrainingOptions
{
    /// <summary>Random changes of the training images, applied in this order before preprocessing; none by default.</summary>
    public IReadOnlyList<IImageTransform> Transforms { get; init; } = [];
}
