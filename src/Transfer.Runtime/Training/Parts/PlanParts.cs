using Transfer.Training.Runs;

namespace Transfer.Training.Parts;

/// <summary>
/// Makes the parts that a plan's run is made of. The implementations of all settings stand in the files of their parts.
/// </summary>
internal static partial class PlanParts
{
    // Explicit, so that the implementations in all files of this class are there before its first method runs.
    static PlanParts()
    {
    }

    /// <summary>Makes the parts of a run, in the order of their hooks (see the remarks of <see cref="RunPart"/>).</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="own">The user's parts.</param>
    /// <param name="checkpoints">Writes checkpoints; null for none.</param>
    /// <param name="rates">Sets the rates; null follows the plan's schedule.</param>
    public static RunParts Of(
        Plan plan, IReadOnlyList<RunPart>? own = null, CheckpointWriter? checkpoints = null, RunPart? rates = null)
    {
        own ??= [];
        var ofSettings = plan.Training
            .Where(setting => setting.IsPartOfRun)
            .Select(setting => (PartImplementation.For(setting).Place, Part: PartImplementation.For(setting).Make(setting)))
            .OrderBy(pair => pair.Place)
            .ToLookup(pair => pair.Place == PartPlace.First, pair => pair.Part);
        return new RunParts(
            [
                new DivergenceGuard(plan),
                .. ofSettings[true],
                rates ?? new RateSchedule(plan),
                .. own,
                .. ofSettings[false],
                .. checkpoints is null ? Array.Empty<RunPart>() : [checkpoints],
            ],
            own);
    }
}
