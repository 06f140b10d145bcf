using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Transfer.Optimization;

/// <summary><c>torch.nn.CrossEntropyLoss</c>.</summary>
internal sealed class CrossEntropyFunction(CrossEntropyLoss loss, Device device) : LossFunction
{
    private readonly Tensor? weights = Weights(loss.ClassWeights, device);

    public override Tensor Of(Tensor logits, Tensor targets) =>
        F.cross_entropy(logits, targets, weights, label_smoothing: loss.LabelSmoothing);

    public override void Dispose() => weights?.Dispose();
}

internal static partial class LossFactory
{
    public static readonly LossImplementation CrossEntropy =
        LossImplementation.Of<CrossEntropyLoss>((loss, device) => new CrossEntropyFunction(loss, device));
}
