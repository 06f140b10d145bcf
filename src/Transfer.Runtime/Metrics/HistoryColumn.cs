namespace Transfer.Metrics;

/// <summary>A number that each epoch has: the one list of what CSV, JSON and TensorBoard show.</summary>
/// <param name="Name">Its column.</param>
/// <param name="Tag">Its TensorBoard tag; what stands before the slash is the chart's group.</param>
/// <param name="Value">Takes it from an epoch; null where the epoch has it not.</param>
internal sealed record HistoryColumn(string Name, string Tag, Func<EpochResult, double?> Value)
{
    public static IReadOnlyList<HistoryColumn> All { get; } =
    [
        new("train_loss", "loss/train", epoch => epoch.Training.Loss),
        new("train_top1", "top1/train", epoch => epoch.Training.Top1),
        new("valid_loss", "loss/valid", epoch => epoch.Validation?.Loss),
        new("valid_top1", "top1/valid", epoch => epoch.Validation?.Top1),
        new("seconds", "time/seconds", epoch => epoch.Duration.TotalSeconds),
    ];
}
