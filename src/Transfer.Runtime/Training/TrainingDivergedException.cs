using Transfer.Metrics;
using Transfer.Training.Parts;

namespace Transfer.Training;

/// <summary>
/// A loss, a gradient or an updated parameter became infinite or not a number. The model is as it was before the step that did
/// it: it holds the parameters and buffers that the step before left, or the parameters' average where the plan averages them.
/// </summary>
public sealed class TrainingDivergedException : Exception
{
    internal TrainingDivergedException(TrainingHistory history, int epoch, int step, NotFiniteException wrong, string phase)
        : base(
            $"Training diverged in epoch {epoch}, step {step} (phase \"{phase}\"): the loss is {wrong.Loss}{Where(wrong)}. "
            + "The model is as it was before this step. Lower the learning rate, clip the gradients, or look at the images "
            + "of this batch.")
    {
        (History, Epoch, Step, Loss, Group) = (history, epoch, step, wrong.Loss, wrong.Group);
    }

    /// <summary>Gets the epochs that were complete.</summary>
    public TrainingHistory History { get; }

    /// <summary>Gets the epoch, from 1.</summary>
    public int Epoch { get; }

    /// <summary>Gets the batch of the epoch, from 1.</summary>
    public int Step { get; }

    /// <summary>Gets the batch's mean loss.</summary>
    public double Loss { get; }

    /// <summary>
    /// Gets the parameter group whose gradient, or whose updated parameter, was the first that was not finite; of several at
    /// once, the one that the backward pass came to first. Null where only the loss is not finite.
    /// </summary>
    public string? Group { get; }

    private static string Where(NotFiniteException wrong) => wrong switch
    {
        { Group: null } => ", while all gradients are finite",
        { InUpdate: true } => $", its gradients are finite, and the update makes group \"{wrong.Group}\" infinite",
        _ => $", and the gradient of group \"{wrong.Group}\" was the first that was not finite",
    };
}
