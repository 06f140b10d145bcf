using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Transfer.Optimization;

/// <summary><c>torch.nn.BCEWithLogitsLoss</c>.</summary>
internal sealed class BinaryCrossEntropyFunction(BinaryCrossEntropyLoss loss, Device device) : LossFunction
{
    private readonly Tensor? weights = Weights(loss.PositiveWeights, device);

    public override Tensor Of(Tensor logits, Tensor targets) =>
        F.binary_cross_entropy_with_logits(logits, targets, pos_weights: weights);

    public override void Dispose() => weights?.Dispose();
}

internal static partial class LossFactory
{
    public static readonly LossImplementation BinaryCrossEntropy =
        LossImplementation.Of<BinaryCrossEntropyLoss>((loss, device) => new BinaryCrossEntropyFunction(loss, device));
}
