using Transfer.Checkpoints;
using Transfer.Metrics;
using Transfer.Training.Runs;

namespace Transfer.Training.Parts;

/// <summary>Ends a run whose metric no longer gets better, with the network of its best epoch.</summary>
internal sealed class EarlyStopper(EarlyStopping stopping) : RunPart, IDisposable
{
    private const string BestValue = "best";
    private const string WaitedValue = "waited";
    private TensorCopies? best;
    private double bestValue;
    private long waited;

    public override string Name => "early stopping";

    public override string NeedsValidation => "EarlyStopping(…)";

    public override void AfterEvaluation(TrainingRun run, EpochResult? result)
    {
        if (result is null)
        {
            return;
        }

        var value = Watched.Value(stopping.Metric, result);
        if (best is null || IsBetter(value))
        {
            (bestValue, waited) = (value, 0);
            Keep(run);
        }
        else if (++waited >= stopping.Patience)
        {
            run.Stop();
        }
    }

    public override void EndRun(TrainingRun run)
    {
        if (run.Finished)
        {
            best?.Restore();
        }
    }

    public override void Save(TrainingRun run, CheckpointSlice slice)
    {
        if (best is null)
        {
            return;
        }

        slice.Write(BestValue, bestValue);
        slice.Write(WaitedValue, waited);
        foreach (var (name, copy) in best.All)
        {
            slice.Write(name, copy);
        }
    }

    public override void Load(TrainingRun run, CheckpointSlice slice)
    {
        if (!slice.Has(BestValue))
        {
            return;
        }

        (bestValue, waited) = (slice.ReadNumber(BestValue), slice.ReadInteger(WaitedValue));
        Keep(run);
        foreach (var (name, copy) in best!.All)
        {
            slice.CopyTo(name, copy);
        }
    }

    public void Dispose() => best?.Dispose();

    private void Keep(TrainingRun run)
    {
        if (best is null)
        {
            best = new TensorCopies(run.Module.state_dict().Select(pair => (pair.Key, pair.Value)));
        }
        else
        {
            best.Take();
        }
    }

    private bool IsBetter(double value) => stopping.Metric == WatchedMetric.ValidationLoss
        ? value < bestValue - stopping.LeastChange
        : value > bestValue + stopping.LeastChange;
}

internal static partial class PlanParts
{
    public static readonly PartImplementation EarlyStopper =
        PartImplementation.Of<EarlyStopping>(PartPlace.Evaluation, stopping => new EarlyStopper(stopping));
}
