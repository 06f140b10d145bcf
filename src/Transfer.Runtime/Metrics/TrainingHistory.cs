namespace Transfer.Metrics;

/// <summary>Loss and accuracy on a set of images.</summary>
/// <param name="Loss">Mean cross-entropy.</param>
/// <param name="Top1">Share of the images whose best class is right, from 0 to 1.</param>
/// <param name="Images">How many images were measured.</param>
public sealed record Evaluation(double Loss, double Top1, int Images);

/// <summary>Represents the results of an epoch.</summary>
/// <param name="Phase">The phase's name.</param>
/// <param name="Epoch">The epoch within the run, from 1.</param>
/// <param name="Training">Loss and accuracy on the training images, measured while they were learnt from.</param>
/// <param name="Validation">The same on the validation images, after the epoch; null without such a set.</param>
/// <param name="Duration">Time taken, validation included.</param>
public sealed record EpochResult(string Phase, int Epoch, Evaluation Training, Evaluation? Validation, TimeSpan Duration);

/// <summary>Represents the results of a run.</summary>
/// <param name="Seed">The seed that everything random came from: the plan's, or the one drawn.</param>
/// <param name="Epochs">The epochs that were completed, in order.</param>
public sealed record TrainingHistory(int Seed, IReadOnlyList<EpochResult> Epochs);
