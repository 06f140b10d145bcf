using System.Diagnostics;
using TorchSharp;
using Transfer.Checkpoints;
using Transfer.Data;
using Transfer.Modules;
using static TorchSharp.torch;

namespace Transfer.Training;

/// <summary>Runs a plan's phases over batches, from the start or from a checkpoint.</summary>
internal sealed class TrainingLoop(Plan plan, PlanModule module, Device device) : IDisposable
{
    private readonly LossFunction loss = new(plan.Training.Loss, device);

    // Kept from epoch to epoch for its buffers: a batch of pictures is a large array, which the runtime frees late.
    private (IImageDataset Dataset, BatchLoader Loader)? evaluated;

    public TrainingHistory Run(
        IBatchSource source,
        IImageDataset? validation,
        IReadOnlyList<string> classNames,
        int seed,
        CheckpointOptions? checkpoints,
        Checkpoint? from,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellation)
    {
        using var run = Start(source, seed, from);
        var clock = new RunClock(
            progress, plan.Phases.Sum(phase => phase.Epochs), source.Images, validation?.Count ?? 0, run.Position.Results.Count);
        try
        {
            while (!run.Position.Finished)
            {
                TrainPhase(run, source, validation, classNames, checkpoints, clock, cancellation);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            Write(checkpoints, run, classNames);
            throw new TrainingCanceledException(History(run.Position), cancellation);
        }
        catch (NotFiniteException wrong)
        {
            throw new TrainingDivergedException(
                History(run.Position), run.Position.Epoch, run.Position.Batch + 1, wrong, run.Phase.Name);
        }
        finally
        {
            Finish(run);
        }

        return History(run.Position);
    }

    public Evaluation Evaluate(
        IImageDataset dataset,
        CancellationToken cancellation,
        string phase = "",
        int epoch = 1,
        RunClock? clock = null)
    {
        var meter = default(MeterSums);
        var loader = LoaderOf(dataset);
        clock?.StartStage();
        module.eval();
        var done = 0;
        foreach (var batch in loader.Epoch(0, cancellation))
        {
            using (batch)
            using (no_grad())
            using (NewDisposeScope())
            {
                var logits = module.forward(Tensors.Images(batch, plan.Preprocessing, device));
                var targets = Tensors.Targets(batch, plan, device);
                meter = meter.With(loss.Of(logits, targets).ToDouble(), logits, batch);
            }

            clock?.Report(TrainingStage.Validation, phase, epoch, ++done, loader.BatchCount, meter);
        }

        return meter.Result;
    }

    public void Dispose() => loss.Dispose();

    private BatchLoader LoaderOf(IImageDataset dataset)
    {
        if (evaluated?.Dataset != dataset)
        {
            evaluated = (dataset, new BatchLoader(dataset, plan.Preprocessing, new BatchLoaderOptions { BatchSize = plan.BatchSize }));
        }

        return evaluated.Value.Loader;
    }

    private RunState Start(IBatchSource source, int seed, Checkpoint? from)
    {
        if (from is null)
        {
            var fresh = new RunState(plan, module, RunPosition.Start(seed, source.Identity));
            fresh.Enter();
            return fresh;
        }

        if (from.Position.Data != source.Identity)
        {
            throw new CheckpointException(
                $"The checkpoint is of a run over {from.Position.Data}; this data has {source.Identity}. A run goes on with the data "
                + "that it began with.");
        }

        // The run has copies from here on: as large as the network, several times.
        using (from)
        {
            return RunState.From(from, plan, module);
        }
    }

    private void TrainPhase(
        RunState run,
        IBatchSource source,
        IImageDataset? validation,
        IReadOnlyList<string> classNames,
        CheckpointOptions? checkpoints,
        RunClock clock,
        CancellationToken cancellation)
    {
        var phase = run.Position.Phase;
        using var steps = new StepRunner(plan, module, device, run, loss, source.BatchCount);
        while (!run.Position.Finished && run.Position.Phase == phase)
        {
            var watch = Stopwatch.StartNew();
            var before = run.Position.Duration;
            clock.StartStage(run.Position.Meter.Images);
            module.train();
            foreach (var batch in source.Epoch(run.Position.Epoch - 1, run.Position.Batch, cancellation))
            {
                using (batch)
                {
                    steps.Run(batch);
                }

                run.Position = run.Position with { Duration = before + watch.Elapsed };
                clock.Report(TrainingStage.Training, run.Phase.Name, run.Position.Epoch, run.Position.Batch, source.BatchCount, run.Position.Meter);
                if (checkpoints?.Every is { } every && run.Position.Batch % every == 0)
                {
                    Write(checkpoints, run, classNames);
                }
            }

            // The objects in flight at each collection of the youngest generation pile up in the next one, which is seldom
            // collected: a run would grow for dozens of epochs before it shrinks again. Between two epochs nothing is in flight.
            GC.Collect(1, GCCollectionMode.Forced, blocking: true);
            EndEpoch(run, validation, () => before + watch.Elapsed, clock, cancellation);
            if (!run.Position.Finished && run.Position.Phase != phase)
            {
                run.Enter();
            }

            Write(checkpoints, run, classNames);
        }
    }

    // Measured, and kept if it is the best, with the averaged weights where the plan averages.
    private void EndEpoch(RunState run, IImageDataset? validation, Func<TimeSpan> duration, RunClock clock, CancellationToken cancellation)
    {
        run.Average?.Swap();
        try
        {
            var measured = validation is null ? null : Evaluate(validation, cancellation, run.Phase.Name, run.Position.Epoch, clock);
            var result = new EpochResult(run.Phase.Name, run.Position.Epoch, run.Position.Meter.Result, measured, duration());
            var (next, isBest) = EpochEnd.After(plan, run.Position, result);
            if (isBest)
            {
                run.KeepBest();
            }

            run.Position = next;
        }
        finally
        {
            run.Average?.Swap();
        }
    }

    // The model that the caller gets: the best epoch's where the run looked for it, the averaged one where it averaged.
    private void Finish(RunState run)
    {
        if (run.Position.Finished && run.Best is { } best)
        {
            best.Restore();
        }
        else
        {
            run.Average?.Swap();
        }

        module.zero_grad(set_to_none: true);
        module.eval();
    }

    private static void Write(CheckpointOptions? options, RunState run, IReadOnlyList<string> classNames)
    {
        if (options is not null)
        {
            using var scope = NewDisposeScope();
            CheckpointFile.Write(options.Path, run.Capture(classNames));
        }
    }

    private static TrainingHistory History(RunPosition position) => new(position.Seed, position.Results);
}
