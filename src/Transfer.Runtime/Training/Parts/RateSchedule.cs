using Transfer.Checkpoints;
using Transfer.Metrics;
using Transfer.Training.Runs;

namespace Transfer.Training.Parts;

/// <summary>
/// Gives each group the rate, and the momentum, that its schedule has for an update. The phase's own schedule begins with the
/// phase; the run's goes through all phases, so that a group that joins late is where the others are.
/// </summary>
internal sealed class RateSchedule(Plan plan) : RunPart
{
    // What a schedule that watches a metric remembers, of the run and of the phase; null before its first epoch.
    private PlateauState? runs;
    private PlateauState? phases;

    public override string Name => "schedule";

    public override string? NeedsValidation =>
        plan.Phases.Select(phase => phase.Schedule).Append(plan.Schedule).Any(schedule => schedule is PlateauSchedule)
            ? "Schedules.ReduceOnPlateau(…)"
            : null;

    public override void StartPhase(TrainingRun run) => phases = null;

    public override void BeforeBatch(TrainingRun run)
    {
        if (!run.EndsWindow)
        {
            return;
        }

        var own = run.Phase.Schedule;
        var schedule = own ?? plan.Schedule;
        var epoch = own is null ? run.Results.Count : run.Position.PhaseEpoch;
        var clock = new ScheduleClock(
            (epoch * run.UpdatesPerEpoch) + (run.Batch / run.BatchesPerUpdate),
            epoch,
            run.UpdatesPerEpoch,
            own is null ? plan.Phases.Sum(phase => phase.Epochs) : run.Phase.Epochs,
            (own is null ? runs : phases)?.Reductions ?? 0);
        var momentum = schedule.Momentum(clock);
        var rates = run.PlanOptimizer.ParamGroups.ToArray();
        for (var i = 0; i < rates.Length; i++)
        {
            rates[i].LearningRate = schedule.Rate(run.Phase.Groups[i].LearningRate, clock);
            run.PlanOptimizer.Groups[i].Momentum = momentum ?? run.PlanOptimizer.Groups[i].Momentum;
        }
    }

    public override void AfterEvaluation(TrainingRun run, EpochResult? result)
    {
        var own = run.Phase.Schedule;
        if (result is null || (own ?? plan.Schedule) is not PlateauSchedule schedule)
        {
            return;
        }

        ref var state = ref own is null ? ref runs : ref phases;
        state = schedule.Next(state ?? schedule.Start, Watched.Value(schedule.Metric, result));
    }

    public override void Save(TrainingRun run, CheckpointSlice slice)
    {
        Write(slice, nameof(runs), runs);
        Write(slice, nameof(phases), phases);
    }

    public override void Load(TrainingRun run, CheckpointSlice slice)
    {
        runs = Read(slice, nameof(runs));
        phases = Read(slice, nameof(phases));
    }

    private static void Write(CheckpointSlice slice, string whose, PlateauState? state)
    {
        if (state is not null)
        {
            slice.Write($"{whose}.best", state.Best);
            slice.Write($"{whose}.bad epochs", state.BadEpochs);
            slice.Write($"{whose}.cooldown", state.Cooldown);
            slice.Write($"{whose}.reductions", state.Reductions);
        }
    }

    private static PlateauState? Read(CheckpointSlice slice, string whose) => slice.Has($"{whose}.best")
        ? new PlateauState(
            slice.ReadNumber($"{whose}.best"),
            (int)slice.ReadInteger($"{whose}.bad epochs"),
            (int)slice.ReadInteger($"{whose}.cooldown"),
            (int)slice.ReadInteger($"{whose}.reductions"))
        : null;
}
