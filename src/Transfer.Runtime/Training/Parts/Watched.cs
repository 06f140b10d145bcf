using Transfer.Metrics;

namespace Transfer.Training.Parts;

/// <summary>Reads the metric that a schedule or early stopping watches.</summary>
internal static class Watched
{
    public static double Value(WatchedMetric metric, EpochResult result) =>
        metric == WatchedMetric.ValidationLoss ? result.Validation!.Loss : result.Validation!.Top1;
}
