using Transfer.Graphs;
using Transfer.Graphs.Operators;
using Transfer.Steps;

namespace Transfer;

/// <summary>The layers of a new head, first to last. Immutable: each call returns a head with one layer more.</summary>
public sealed class HeadBuilder
{
    internal HeadBuilder(EquatableList<HeadLayer> layers) => Layers = layers;

    internal EquatableList<HeadLayer> Layers { get; }

    /// <summary>A fully connected layer; its input length follows from what stands before it.</summary>
    /// <param name="outFeatures">Length of its output, 1 or more.</param>
    /// <param name="bias">Whether a bias is added.</param>
    /// <returns>The longer head.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="outFeatures"/> is below 1.</exception>
    public HeadBuilder Linear(int outFeatures, bool bias = true) =>
        With(new HeadLayer.Linear(Argument.Positive(outFeatures, nameof(outFeatures)), bias));

    /// <summary>max(x, 0).</summary>
    /// <returns>The longer head.</returns>
    public HeadBuilder ReLU() => With(new HeadLayer.Activation(ActivationKind.ReLU));

    /// <summary>x · Φ(x).</summary>
    /// <returns>The longer head.</returns>
    public HeadBuilder GELU() => With(new HeadLayer.Activation(ActivationKind.GELU));

    /// <summary>x · sigmoid(x).</summary>
    /// <returns>The longer head.</returns>
    public HeadBuilder SiLU() => With(new HeadLayer.Activation(ActivationKind.SiLU));

    /// <summary>Dropout.</summary>
    /// <param name="probability">The share that is zeroed in training, from 0 to 1; PyTorch's default is 0.5.</param>
    /// <returns>The longer head.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="probability"/> is outside 0 to 1.</exception>
    public HeadBuilder Dropout(double probability = 0.5) =>
        With(new HeadLayer.Dropout(Argument.Probability(probability, nameof(probability))));

    /// <summary>Batch normalization over the features.</summary>
    /// <returns>The longer head.</returns>
    public HeadBuilder BatchNorm() => With(new HeadLayer.BatchNorm());

    /// <summary>Layer normalization over the features.</summary>
    /// <returns>The longer head.</returns>
    public HeadBuilder LayerNorm() => With(new HeadLayer.LayerNorm());

    private HeadBuilder With(HeadLayer layer) => new(Layers.Append(layer).ToEquatableList());
}
