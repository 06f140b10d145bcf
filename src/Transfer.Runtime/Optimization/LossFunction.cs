using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Transfer.Optimization;

/// <summary>Computes a plan's loss on a device, by PyTorch's definitions; the mean over the batch.</summary>
internal sealed class LossFunction : IDisposable
{
    private readonly Loss loss;
    private readonly Tensor? weights;

    public LossFunction(Loss loss, Device device)
    {
        this.loss = loss;
        IReadOnlyList<double> values = loss switch
        {
            CrossEntropyLoss crossEntropy => crossEntropy.ClassWeights,
            BinaryCrossEntropyLoss binary => binary.PositiveWeights,
            _ => throw new NotSupportedException($"There is no way to compute the loss {loss}."),
        };
        weights = values.Count == 0
            ? null
            : tensor([.. values.Select(value => (float)value)], device: device).DetachFromDisposeScope();
    }

    /// <summary>The loss of a batch.</summary>
    /// <param name="logits">N × classes.</param>
    /// <param name="targets">
    /// For cross-entropy the classes (N, int64) or their probabilities (N × classes, float32); for binary cross-entropy 0 or
    /// 1 for each label (N × classes, float32).
    /// </param>
    /// <returns>A scalar that gradients flow back from.</returns>
    public Tensor Of(Tensor logits, Tensor targets) => loss is CrossEntropyLoss { LabelSmoothing: var smoothing }
        ? F.cross_entropy(logits, targets, weights, label_smoothing: smoothing)
        : F.binary_cross_entropy_with_logits(logits, targets, pos_weights: weights);

    public void Dispose() => weights?.Dispose();
}
