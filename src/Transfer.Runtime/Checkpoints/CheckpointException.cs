namespace Transfer.Checkpoints;

/// <summary>A run can't continue from a checkpoint, because it would no longer be the run that the checkpoint is of.</summary>
public sealed class CheckpointException : Exception
{
    internal CheckpointException(string message)
        : base(message)
    {
    }
}
