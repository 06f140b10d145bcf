using System.Diagnostics;
using Transfer.Training.Runs;

namespace Transfer.Training;

/// <summary>Keeps count of a run's images and time, and reports them.</summary>
internal sealed class RunClock(
    IProgress<TrainingProgress>? progress, int epochs, long trainingImages, long validationImages, int epochsDone)
{
    // A validation image costs its forward pass, about a third of a training step.
    private const double ValidationWeight = 1.0 / 3;
    private readonly double total = epochs * (trainingImages + (ValidationWeight * validationImages));
    private readonly Stopwatch run = Stopwatch.StartNew();
    private readonly Stopwatch stage = new();
    private double done = epochsDone * (trainingImages + (ValidationWeight * validationImages));
    private int seen;
    private int before;

    /// <summary>Starts counting a stage of an epoch, of which a resumed run may already have seen images.</summary>
    public void StartStage(int images = 0)
    {
        seen = images;
        before = images;
        stage.Restart();
    }

    /// <summary>Reports that some of the groups of images have their features.</summary>
    public void ReportFeatures(string phase, int epoch, int group, int groups, int images)
    {
        var share = Math.Min(1, done / total);
        progress?.Report(new TrainingProgress(
            TrainingStage.Features,
            phase,
            epoch,
            epochs,
            group,
            groups,
            double.NaN,
            double.NaN,
            images / Math.Max(1e-9, stage.Elapsed.TotalSeconds),
            share,
            share > 0 ? run.Elapsed * ((1 - share) / share) : TimeSpan.Zero));
    }

    public void Report(TrainingStage what, string phase, int epoch, int batch, int batches, MeterSums meter)
    {
        done += (meter.Images - seen) * (what == TrainingStage.Training ? 1 : ValidationWeight);
        seen = meter.Images;
        var share = Math.Min(1, done / total);
        var result = meter.Result;
        progress?.Report(new TrainingProgress(
            what,
            phase,
            epoch,
            epochs,
            batch,
            batches,
            result.Loss,
            result.Top1,
            (seen - before) / Math.Max(1e-9, stage.Elapsed.TotalSeconds),
            share,
            share > 0 ? run.Elapsed * ((1 - share) / share) : TimeSpan.Zero));
    }
}
