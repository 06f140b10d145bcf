using Transfer.Graphs;

namespace Transfer.Training;

/// <summary>What an epoch's result means for the rest of the run: pure functions of the position.</summary>
internal static class EpochEnd
{
    /// <summary>The position after an epoch.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="position">The position when all of its batches were done.</param>
    /// <param name="result">What came out of it.</param>
    /// <returns>The next position, and whether this epoch is the best so far of a run that may stop early.</returns>
    public static (RunPosition Next, bool IsBest) After(Plan plan, RunPosition position, EpochResult result)
    {
        var stopping = plan.Training.EarlyStopping;
        var value = stopping is null ? 0 : Watched(stopping.Metric, result);
        var isBest = stopping is not null && (position.Best is not { } before || IsBetter(stopping, value, before.Value));
        var best = stopping is null ? null : isBest ? new BestEpoch(value, 0) : position.Best! with { Waited = position.Best.Waited + 1 };

        var phase = plan.Phases[position.Phase];
        var endsPhase = position.PhaseEpoch + 1 == phase.Epochs;
        var next = position with
        {
            Phase = endsPhase ? Math.Min(position.Phase + 1, plan.Phases.Count - 1) : position.Phase,
            PhaseEpoch = endsPhase ? 0 : position.PhaseEpoch + 1,
            Batch = 0,
            WindowImages = 0,
            Meter = default,
            Duration = TimeSpan.Zero,
            Results = position.Results.Append(result).ToEquatableList(),
            Plateau = PlateauAfter(plan, position, result, endsPhase),
            Best = best,
            Finished = (endsPhase && position.Phase == plan.Phases.Count - 1) || (best is { Waited: > 0 } && best.Waited >= stopping!.Patience),
        };
        return (next, isBest);
    }

    /// <summary>Why a plan can't run without a validation set; null where it can.</summary>
    public static string? NeedForValidation(Plan plan) =>
        plan.Training.EarlyStopping is not null ? "EarlyStopping(…)"
        : plan.Schedule is PlateauSchedule || plan.Phases.Any(phase => phase.Schedule is PlateauSchedule) ? "Schedules.ReduceOnPlateau(…)"
        : null;

    // A phase's own schedule forgets with its phase.
    private static PlateauState? PlateauAfter(Plan plan, RunPosition position, EpochResult result, bool endsPhase)
    {
        var own = plan.Phases[position.Phase].Schedule;
        if ((own ?? plan.Schedule) is not PlateauSchedule schedule)
        {
            return position.Plateau;
        }

        var state = schedule.Next(position.Plateau ?? schedule.Start, Watched(schedule.Metric, result));
        return endsPhase && own is not null ? null : state;
    }

    private static double Watched(WatchedMetric metric, EpochResult result) =>
        metric == WatchedMetric.ValidationLoss ? result.Validation!.Loss : result.Validation!.Top1;

    private static bool IsBetter(EarlyStopping stopping, double value, double best) => stopping.Metric == WatchedMetric.ValidationLoss
        ? value < best - stopping.LeastChange
        : value > best + stopping.LeastChange;
}
