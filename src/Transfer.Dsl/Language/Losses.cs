using Transfer.Graphs;
using Transfer.Steps;

namespace Transfer;

/// <summary>What training makes small; make one with <see cref="Losses"/>.</summary>
public abstract partial record Loss;

/// <summary>
/// Softmax and cross-entropy, averaged over the batch, as <c>torch.nn.CrossEntropyLoss</c>: one class an image, or soft targets
/// where a batch augmentation mixes images.
/// </summary>
/// <param name="LabelSmoothing">The share of the target that is spread over all classes (Szegedy et al. 2015).</param>
/// <param name="ClassWeights">A weight for each class, in the order of the classes; none weighs all alike.</param>
public sealed record CrossEntropyLoss(double LabelSmoothing, EquatableList<double> ClassWeights) : Loss
{
    /// <inheritdoc/>
    public override string ToString() => Call.Of(
        "Losses.CrossEntropy",
        LabelSmoothing == 0 ? null : $"labelSmoothing: {Code.Number(LabelSmoothing)}",
        ClassWeights.Count == 0 ? null : $"classWeights: {Code.Value(ClassWeights)}");
}

/// <summary>
/// Sigmoid and binary cross-entropy of each output, averaged over all, as <c>torch.nn.BCEWithLogitsLoss</c>: any number of
/// labels an image.
/// </summary>
/// <param name="PositiveWeights">The weight of the positive examples of each label (<c>pos_weight</c>); none weighs all alike.</param>
public sealed record BinaryCrossEntropyLoss(EquatableList<double> PositiveWeights) : Loss
{
    /// <inheritdoc/>
    public override string ToString() => Call.Of(
        "Losses.BinaryCrossEntropy", PositiveWeights.Count == 0 ? null : $"positiveWeights: {Code.Value(PositiveWeights)}");
}

/// <summary>The losses; definitions and defaults are those of PyTorch.</summary>
public static class Losses
{
    /// <summary>Cross-entropy over classes of which each image has one.</summary>
    /// <param name="labelSmoothing">The share of the target that is spread over all classes, from 0 to 1.</param>
    /// <param name="classWeights">A weight for each class, 0 or more; as many as the network has outputs.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static Loss CrossEntropy(double labelSmoothing = 0, IReadOnlyList<double>? classWeights = null) => new CrossEntropyLoss(
        Argument.Probability(labelSmoothing, nameof(labelSmoothing)), Weights(classWeights, nameof(classWeights)));

    /// <summary>Binary cross-entropy of each output: any number of labels an image.</summary>
    /// <param name="positiveWeights">The weight of each label's positive examples, 0 or more; as many as the network has outputs.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A weight is below 0.</exception>
    public static Loss BinaryCrossEntropy(IReadOnlyList<double>? positiveWeights = null) =>
        new BinaryCrossEntropyLoss(Weights(positiveWeights, nameof(positiveWeights)));

    private static EquatableList<double> Weights(IReadOnlyList<double>? weights, string name) =>
        (weights ?? []).Select(weight => Argument.NotNegative(weight, name)).ToEquatableList();
}
