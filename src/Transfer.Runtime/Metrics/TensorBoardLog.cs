using TorchSharp.Modules;
using Transfer.Native;
using static TorchSharp.torch.utils;

namespace Transfer.Metrics;

/// <summary>
/// Writes numbers for TensorBoard, through TorchSharp's own <c>SummaryWriter</c>. Each number is in the file when the call
/// returns, so that TensorBoard can follow a run.
/// </summary>
public sealed class TensorBoardLog
{
    private readonly SummaryWriter writer;

    /// <summary>Starts an event file.</summary>
    /// <param name="folder">The run's folder, made where it is missing; TensorBoard shows the folders side by side.</param>
    /// <exception cref="IOException">The folder can't be made, or the file not be written.</exception>
    public TensorBoardLog(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        // The checksums of the file's records are computed by the native library.
        TorchNative.EnsureLoaded();
        Directory.CreateDirectory(folder);
        Folder = folder;
        writer = tensorboard.SummaryWriter(folder, createRunName: false);
    }

    /// <summary>Gets the run's folder.</summary>
    public string Folder { get; }

    /// <summary>Adds an epoch's losses, accuracies and time, under <c>loss/train</c>, <c>loss/valid</c> and so on.</summary>
    /// <param name="epoch">The epoch; its number is the step.</param>
    public void Add(EpochResult epoch)
    {
        ArgumentNullException.ThrowIfNull(epoch);
        foreach (var column in HistoryColumn.All)
        {
            if (column.Value(epoch) is { } value)
            {
                Add(column.Tag, value, epoch.Epoch);
            }
        }
    }

    /// <summary>Adds a number.</summary>
    /// <param name="tag">Its name; what stands before a slash is the chart's group.</param>
    /// <param name="value">The number; kept in single precision.</param>
    /// <param name="step">The step or epoch that it belongs to.</param>
    public void Add(string tag, double value, int step)
    {
        ArgumentException.ThrowIfNullOrEmpty(tag);
        writer.add_scalar(tag, (float)value, step);
    }
}
