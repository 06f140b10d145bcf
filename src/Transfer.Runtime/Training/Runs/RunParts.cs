using Transfer.Checkpoints;
using Transfer.Metrics;
using static TorchSharp.torch;

namespace Transfer.Training.Runs;

/// <summary>The parts of a run, called one after the other.</summary>
/// <param name="all">The parts, in the order of their hooks.</param>
/// <param name="own">Those of them that are the user's: what these throw is told apart from what the run itself throws.</param>
internal sealed class RunParts(IReadOnlyList<RunPart> all, IReadOnlyCollection<RunPart> own) : IDisposable
{
    private int started;
    private int measuring;

    /// <summary>Gets the parts, in the order of their hooks.</summary>
    public IReadOnlyList<RunPart> All { get; } = all;

    /// <summary>Gets a value indicating whether a part may change parameters that the phase under way has frozen.</summary>
    public bool MayChangeWhatIsFrozen => own.Count > 0 || All.Any(part => part.MayChangeWhatIsFrozen);

    public IEnumerable<string> OwnNames => own.Select(part => part.Name);

    public IEnumerable<string> Names => All.Select(part => part.Name);

    /// <summary>Gets what asks for validation images; null where nothing does.</summary>
    public string? NeedsValidation => All.Select(part => part.NeedsValidation).FirstOrDefault(what => what is not null);

    public void StartRun(TrainingRun run)
    {
        foreach (var part in All)
        {
            started++;
            Call(run, part, nameof(RunPart.StartRun), each => each.StartRun(run));
        }
    }

    public void StartPhase(TrainingRun run) => Each(run, nameof(RunPart.StartPhase), part => part.StartPhase(run));

    public void BeforeBatch(TrainingRun run) => Each(run, nameof(RunPart.BeforeBatch), part => part.BeforeBatch(run));

    public Tensor BeforeBackward(TrainingRun run, Tensor loss)
    {
        foreach (var part in All.Reverse())
        {
            Named(run, part, nameof(RunPart.BeforeBackward), each => loss = each.BeforeBackward(run, loss));
        }

        return loss;
    }

    public void AfterBackward(TrainingRun run) => Each(run, nameof(RunPart.AfterBackward), part => part.AfterBackward(run));

    public void AfterUpdate(TrainingRun run) => Each(run, nameof(RunPart.AfterUpdate), part => part.AfterUpdate(run));

    public void AfterBatch(TrainingRun run) => Each(run, nameof(RunPart.AfterBatch), part => part.AfterBatch(run));

    public void BeforeEvaluation(TrainingRun run)
    {
        measuring = 0;
        Each(run, nameof(RunPart.BeforeEvaluation), part =>
        {
            measuring++;
            part.BeforeEvaluation(run);
        });
    }

    /// <summary>
    /// Comes to all parts that <see cref="BeforeEvaluation"/> came to, whatever some of them throw; returns the first exception.
    /// </summary>
    public Exception? AfterEvaluation(TrainingRun run, EpochResult? result) =>
        Try(run, All.Take(measuring), nameof(RunPart.AfterEvaluation), part => part.AfterEvaluation(run, result));

    public void EndEpoch(TrainingRun run) => Each(run, nameof(RunPart.EndEpoch), part => part.EndEpoch(run));

    /// <summary>Comes to all parts that have started, whatever some of them throw; returns the first exception.</summary>
    public Exception? EndRun(TrainingRun run)
    {
        var ending = All.Take(started).Reverse();
        started = 0;
        return Try(run, ending, nameof(RunPart.EndRun), part => part.EndRun(run));
    }

    /// <summary>Returns the state of the parts: a slice for each part that has any, and for each custom part.</summary>
    public IEnumerable<CheckpointSlice> Save(TrainingRun run)
    {
        foreach (var part in All)
        {
            var slice = new CheckpointSlice(part.Name);
            Named(run, part, nameof(RunPart.Save), each => each.Save(run, slice));
            if (!slice.IsEmpty || own.Contains(part))
            {
                yield return slice;
            }
        }
    }

    public void Load(TrainingRun run, Checkpoint checkpoint) =>
        Each(run, nameof(RunPart.Load), part => part.Load(run, checkpoint.Slice(part.Name)));

    /// <summary>Disposes the built-in parts; custom parts belong to the user.</summary>
    public void Dispose()
    {
        foreach (var part in All.Except(own).OfType<IDisposable>())
        {
            part.Dispose();
        }
    }

    private void Each(TrainingRun run, string hook, Action<RunPart> call)
    {
        foreach (var part in All)
        {
            Call(run, part, hook, call);
        }
    }

    private Exception? Try(TrainingRun run, IEnumerable<RunPart> parts, string hook, Action<RunPart> call)
    {
        Exception? first = null;
        foreach (var part in parts)
        {
            try
            {
                Call(run, part, hook, call);
            }
            catch (Exception error)
            {
                first ??= error;
            }
        }

        return first;
    }

    private void Call(TrainingRun run, RunPart part, string hook, Action<RunPart> call)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        Named(run, part, hook, call);
    }

    private void Named(TrainingRun run, RunPart part, string hook, Action<RunPart> call)
    {
        try
        {
            call(part);
        }
        catch (Exception thrown) when (own.Contains(part))
        {
            throw new RunPartException(part.Name, hook, run.History, thrown);
        }
    }
}
