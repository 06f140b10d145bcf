using Transfer.Training.Runs;

namespace Transfer.Training.Parts;

/// <summary>The parts that a plan's run is made of: the one list of them.</summary>
internal static class PlanParts
{
    /// <summary>Makes the parts of a run, in the order of their hooks (see the remarks of <see cref="RunPart"/>).</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="own">The user's own parts.</param>
    /// <param name="checkpoints">Writes checkpoints; null for none.</param>
    /// <param name="rates">Sets the rates; null follows the plan's schedule.</param>
    public static RunParts Of(
        Plan plan, IReadOnlyList<RunPart>? own = null, CheckpointWriter? checkpoints = null, RunPart? rates = null)
    {
        own ??= [];
        RunPart?[] all =
        [
            DivergenceGuard.Of(plan),
            Accumulation.Of(plan),
            rates ?? RateSchedule.Of(plan),
            .. own,
            Clipping.Of(plan),
            EarlyStopper.Of(plan),
            WeightAverage.Of(plan),
            checkpoints,
        ];
        return new RunParts([.. all.OfType<RunPart>()], own);
    }
}
