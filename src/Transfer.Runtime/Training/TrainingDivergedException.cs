namespace Transfer.Training;

/// <summary>
/// A loss or a gradient became infinite or not a number. The model is as it was before the step that did it: the parameters and
/// buffers that the step before left.
/// </summary>
public sealed class TrainingDivergedException : Exception
{
    internal TrainingDivergedException(TrainingHistory history, int epoch, int step, double loss, string? group, string phase)
        : base(
            $"Training diverged in epoch {epoch}, step {step} (phase \"{phase}\"): the loss is {loss}"
            + (group is null ? ", while all gradients are finite. " : $", and the gradient of group \"{group}\" was the first that is not finite. ")
            + "The model is as it was before this step. Lower the learning rate, clip the gradients, or look at the images of this batch.")
    {
        (History, Epoch, Step, Loss, Group) = (history, epoch, step, loss, group);
    }

    /// <summary>The epochs that were complete.</summary>
    public TrainingHistory History { get; }

    /// <summary>The epoch, from 1.</summary>
    public int Epoch { get; }

    /// <summary>The batch of the epoch, from 1.</summary>
    public int Step { get; }

    /// <summary>The batch's mean loss.</summary>
    public double Loss { get; }

    /// <summary>
    /// The parameter group whose gradient was the first that is not finite; of several at once, the one that the backward pass
    /// came to first. Null where all gradients are finite.
    /// </summary>
    public string? Group { get; }
}
