using Transfer.Common;
using Transfer.Data;
using Transfer.Metrics;
using Transfer.Modules;
using Transfer.Optimization;
using Transfer.Training.Parts;
using Transfer.Training.Prefixes;
using Transfer.Training.Runs;
using static TorchSharp.torch;

namespace Transfer.Training.RateFinder;

/// <summary>
/// Trains with rates that rise from step to step, and takes it all back: the range test of Smith (2015, "Cyclical Learning Rates
/// for Training Neural Networks", 3.3), as fastai's <c>lr_find</c> does it.
/// </summary>
internal sealed class LearningRateFinder(Plan plan, PlanModule module, Device device)
{
    public LearningRateCurve Run(
        IBatchSource source,
        LearningRateFinderOptions options,
        int seed,
        IProgress<LearningRatePoint>? progress,
        CancellationToken cancellation)
    {
        using var before = new ModuleState(module);
        try
        {
            return GlobalRandom.Kept(() => Sweep(source, options, seed, progress, cancellation));
        }
        finally
        {
            before.Restore();
        }
    }

    private LearningRateCurve Sweep(
        IBatchSource source,
        LearningRateFinderOptions options,
        int seed,
        IProgress<LearningRatePoint>? progress,
        CancellationToken cancellation)
    {
        using var loss = LossFactory.Of(plan.Training.Loss, device);
        var rates = new RateSweep(options, plan.Phases[options.Phase]);
        var start = RunPosition.Start(seed, source.Identity) with { Phase = options.Phase };
        using var run = new TrainingRun(
            plan, module, PlanParts.Of(plan, rates: rates), start, source.BatchCount, Accumulation.BatchesPerUpdate(plan));
        run.Start();
        module.train();
        var steps = new StepRunner(run, loss, device);
        using var network = new PhaseNetwork(plan, run.Phase, module, device, options: null);
        var points = new List<LearningRatePoint>();
        var (mean, least, diverged) = (0.0, double.PositiveInfinity, false);
        using var batches = Batches(source, run, cancellation).GetEnumerator();
        while (points.Count < options.Steps && !diverged && batches.MoveNext())
        {
            using var batch = batches.Current;
            try
            {
                steps.Run(batch, network, isFeatures: false);
            }
            catch (NotFiniteException) when (points.Count > 0)
            {
                diverged = true;
                continue;
            }
            catch (NotFiniteException wrong)
            {
                throw new TrainingDivergedException(
                    new TrainingHistory(seed, []), run.Epoch, run.Batch + 1, wrong, run.Phase.Name);
            }

            if (!run.StartsWindow)
            {
                continue;
            }

            var measured = run.Position.Meter.Result.Loss;
            run.Position = run.Position with { Meter = default };
            mean = (options.Smoothing * mean) + ((1 - options.Smoothing) * measured);
            var smoothed = mean / (1 - Math.Pow(options.Smoothing, points.Count + 1));
            points.Add(new LearningRatePoint(rates.Rate, measured, smoothed));
            rates.Step = points.Count;
            least = Math.Min(least, smoothed);
            diverged = smoothed > options.DivergesAt * least;
            progress?.Report(points[^1]);
        }

        return new LearningRateCurve(run.Phase.Name, points, rates.Groups, options.Steps, diverged, options.Method);
    }

    // Each walk over the data is an epoch: in an order, and with chances, of its own.
    private static IEnumerable<Batch> Batches(IBatchSource source, TrainingRun run, CancellationToken cancellation)
    {
        while (true)
        {
            foreach (var batch in source.Epoch(run.Epoch - 1, 0, cancellation))
            {
                yield return batch;
            }

            var result = new EpochResult(run.Phase.Name, run.Epoch, run.Position.Meter.Result, null, TimeSpan.Zero);
            run.Position = run.Position with { Batch = 0, Results = [.. run.Position.Results, result] };
        }
    }
}
