using System.Diagnostics;
using Transfer.Checkpoints;
using Transfer.Data;
using Transfer.Features;
using Transfer.Metrics;
using Transfer.Optimization;
using Transfer.Training.Parts;
using Transfer.Training.Prefixes;
using Transfer.Training.Runs;
using static TorchSharp.torch;

namespace Transfer.Training;

/// <summary>Runs a plan's phases over batches, from the start or from a checkpoint.</summary>
internal sealed class TrainingLoop(
    TrainingRun run,
    IBatchSource source,
    IImageDataset? validation,
    LossFunction loss,
    Device device,
    FeatureStoreOptions? featureOptions,
    IProgress<TrainingProgress>? progress,
    CancellationToken cancellation) : IDisposable
{
    private readonly StepRunner steps = new(run, loss, device);
    private readonly Evaluator evaluator = new(run.Plan, run.Module, loss, device);
    private readonly RunClock clock = new(
        progress, run.Plan.Phases.Sum(phase => phase.Epochs), source.Images, validation?.Count ?? 0, run.Results.Count);

    private PhaseNetwork? network;
    private IBatchSource? batches;

    public TrainingHistory Run(Checkpoint? from)
    {
        try
        {
            run.Start(from);

            // The run has copies from here on: as large as the network, several times.
            from?.Dispose();
            while (!run.Finished)
            {
                TrainEpoch();
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            run.Cancelled = true;
            Throw(run.End());
            throw new TrainingCanceledException(run.History, cancellation);
        }
        catch (NotFiniteException wrong)
        {
            run.End();
            throw new TrainingDivergedException(run.History, run.Epoch, run.Batch + 1, wrong, run.Phase.Name);
        }
        catch
        {
            run.End();
            throw;
        }

        Throw(run.End());
        return run.History;
    }

    private void TrainEpoch()
    {
        var watch = Stopwatch.StartNew();
        var before = run.Position.Duration;
        var phase = NetworkOfPhase();
        clock.StartStage(run.Position.Meter.Images);
        run.Module.train();
        foreach (var batch in (batches ?? source).Epoch(run.Epoch - 1, run.Batch, cancellation))
        {
            using (batch)
            {
                steps.Run(batch, phase, isFeatures: batches is not null);
            }

            run.Position = run.Position with { Duration = before + watch.Elapsed };
            clock.Report(TrainingStage.Training, run.Phase.Name, run.Epoch, run.Batch, run.Batches, run.Position.Meter);
            run.Parts.AfterBatch(run);
        }

        // The objects in flight at each collection of the youngest generation pile up in the next one, which is seldom
        // collected: a run would grow for dozens of epochs before it shrinks again. Between two epochs nothing is in flight.
        GC.Collect(1, GCCollectionMode.Forced, blocking: true);
        run.EndEpoch(Measure(() => before + watch.Elapsed));
    }

    private EpochResult Measure(Func<TimeSpan> duration)
    {
        EpochResult? result = null;
        Exception? failure = null;
        try
        {
            run.Parts.BeforeEvaluation(run);
            clock.StartStage();
            var measured = validation is null ? null : Measure(validation);
            result = new EpochResult(run.Phase.Name, run.Epoch, run.Position.Meter.Result, measured, duration());
        }
        finally
        {
            failure = run.Parts.AfterEvaluation(run, result);
        }

        Throw(failure);
        return result;
    }

    private Evaluation Measure(IImageDataset images)
    {
        // A part may have put other values into what is frozen, such as averages of an earlier phase.
        var features = run.Parts.MayChangeWhatIsFrozen && !network!.IsCurrent()
            ? null
            : network!.FeaturesOf(images, new BatchLoaderOptions(), ReportFeatures(images.Count), cancellation);
        clock.StartStage();
        return features is null
            ? evaluator.Of(images, cancellation, Report)
            : evaluator.Of(images, network.Cut!, features, cancellation, Report);

        void Report(int done, int all, MeterSums meter) =>
            clock.Report(TrainingStage.Validation, run.Phase.Name, run.Epoch, done, all, meter);
    }

    // The network as the phase under way runs it, and its batches: of features where they can be kept.
    private PhaseNetwork NetworkOfPhase()
    {
        if (network?.Phase == run.Phase && !(run.Parts.MayChangeWhatIsFrozen && !network.IsCurrent()))
        {
            return network;
        }

        network?.Dispose();
        network = new PhaseNetwork(run.Plan, run.Phase, run.Module, device, featureOptions);
        batches = source.OverFeatures((dataset, how) =>
            network.FeaturesOf(dataset, how, ReportFeatures(dataset.Count), cancellation));
        return network;
    }

    private Action<int, int> ReportFeatures(int images)
    {
        clock.StartStage();
        return (group, groups) => clock.ReportFeatures(
            run.Phase.Name, run.Epoch, group, groups, (int)((long)images * group / groups));
    }

    void IDisposable.Dispose() => network?.Dispose();

    private static void Throw(Exception? failure)
    {
        if (failure is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
    }
}
