using Transfer.Metrics;

namespace Transfer.Training;

/// <summary>
/// A run was cancelled. The model is as it was after the last complete batch, and can be used, saved or trained on.
/// </summary>
public sealed class TrainingCanceledException : OperationCanceledException
{
    internal TrainingCanceledException(TrainingHistory history, CancellationToken cancellation)
        : base(
            $"Training was cancelled after {history.Epochs.Count} complete "
            + $"{(history.Epochs.Count == 1 ? "epoch" : "epochs")}; the model keeps what it has learnt so far.",
            cancellation) =>
        History = history;

    /// <summary>Gets the epochs that were complete.</summary>
    public TrainingHistory History { get; }
}
