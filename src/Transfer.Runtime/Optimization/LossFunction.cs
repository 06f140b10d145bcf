using static TorchSharp.torch;

namespace Transfer.Optimization;

/// <summary>Computes a plan's loss on a device, by PyTorch's definition; the mean over the batch.</summary>
internal abstract class LossFunction : IDisposable
{
    /// <summary>Returns the loss of a batch.</summary>
    /// <param name="logits">N × classes.</param>
    /// <param name="targets">
    /// For a loss of one class an image the classes (N, int64) or their probabilities (N × classes, float32); for one of several
    /// labels 0 or 1 for each label (N × classes, float32).
    /// </param>
    /// <returns>A scalar that gradients flow back from.</returns>
    public abstract Tensor Of(Tensor logits, Tensor targets);

    public abstract void Dispose();

    /// <summary>Returns a tensor of weights that lives as long as the loss function; null for none.</summary>
    protected static Tensor? Weights(IReadOnlyList<double> weights, Device device) =>
        weights.Count == 0 ? null : tensor([.. weights.Select(value => (float)value)], device: device).DetachFromDisposeScope();
}
