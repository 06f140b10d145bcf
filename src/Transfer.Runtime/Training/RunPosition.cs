using Transfer.Graphs;

namespace Transfer.Training;

/// <summary>
/// Where a run is: the part of its state that is no tensor. All that comes later follows from it and the tensors.
/// </summary>
/// <param name="Seed">The seed that everything random comes from, drawn or the plan's.</param>
/// <param name="Data">What the training set is known by: a run goes on with the data that it began with.</param>
/// <param name="Phase">Index of the phase.</param>
/// <param name="PhaseEpoch">Epochs of the phase that are complete.</param>
/// <param name="Batch">Batches of the epoch under way that are done.</param>
/// <param name="WindowImages">Images whose gradients wait for the next optimizer step.</param>
/// <param name="Meter">What was measured in them.</param>
/// <param name="Duration">Time spent on the epoch under way.</param>
/// <param name="Results">The epochs that are complete, of all phases.</param>
/// <param name="Plateau">What a schedule that watches a metric remembers; null before its first epoch.</param>
/// <param name="Best">The best epoch so far of a run that may stop early; null before its first epoch.</param>
/// <param name="Averaged">Updates of the weights' average.</param>
/// <param name="Finished">Whether no step is left.</param>
internal sealed record RunPosition(
    int Seed,
    string Data,
    int Phase,
    int PhaseEpoch,
    int Batch,
    int WindowImages,
    MeterSums Meter,
    TimeSpan Duration,
    EquatableList<EpochResult> Results,
    PlateauState? Plateau,
    BestEpoch? Best,
    long Averaged,
    bool Finished)
{
    /// <summary>The epoch within the run, from 1.</summary>
    public int Epoch => Results.Count + 1;

    public static RunPosition Start(int seed, string data) => new(
        seed, data, 0, 0, 0, 0, default, TimeSpan.Zero, EquatableList<EpochResult>.Empty, null, null, 0, Finished: false);
}

/// <summary>The best epoch of a run that may stop early.</summary>
/// <param name="Value">The watched metric's best value.</param>
/// <param name="Waited">Epochs since.</param>
internal sealed record BestEpoch(double Value, int Waited);
