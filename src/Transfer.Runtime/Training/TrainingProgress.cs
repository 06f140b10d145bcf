namespace Transfer.Training;

/// <summary>Specifies what a run is doing.</summary>
public enum TrainingStage
{
    /// <summary>Changing parameters.</summary>
    Training,

    /// <summary>Measuring on the validation set.</summary>
    Validation,

    /// <summary>Computing what the frozen prefix gives for each image, before the first epoch that needs it.</summary>
    Features,
}

/// <summary>Represents the progress of a run, reported after each batch.</summary>
/// <param name="Stage">What it is busy with.</param>
/// <param name="Phase">The phase's name.</param>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Epochs">Epochs in the whole run.</param>
/// <param name="Batch">Batches done in this stage of the epoch.</param>
/// <param name="Batches">Batches in this stage of the epoch.</param>
/// <param name="Loss">Mean loss of this stage of the epoch so far.</param>
/// <param name="Top1">Share of images whose best class is right, from 0 to 1, in this stage of the epoch so far.</param>
/// <param name="ImagesPerSecond">Speed of this stage of the epoch so far.</param>
/// <param name="Done">Share of the whole run that is done, from 0 to 1, counted in images.</param>
/// <param name="Remaining">Estimated time to the end of the run.</param>
public sealed record TrainingProgress(
    TrainingStage Stage,
    string Phase,
    int Epoch,
    int Epochs,
    int Batch,
    int Batches,
    double Loss,
    double Top1,
    double ImagesPerSecond,
    double Done,
    TimeSpan Remaining);
