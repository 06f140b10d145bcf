namespace Transfer.Graphs;

/// <summary>One layer of a new head, before it is known what it is put on.</summary>
public abstract record HeadLayer
{
    /// <summary>A fully connected layer; in a convolutional head (SqueezeNet's) a 1×1 convolution.</summary>
    /// <param name="OutFeatures">Length of its output.</param>
    /// <param name="Bias">Whether a bias is added.</param>
    public sealed record Linear(int OutFeatures, bool Bias = true) : HeadLayer;

    /// <summary>Dropout.</summary>
    /// <param name="Probability">The share that is zeroed.</param>
    public sealed record Dropout(double Probability) : HeadLayer;

    /// <summary>Batch normalization over the features.</summary>
    public sealed record BatchNorm : HeadLayer;

    /// <summary>Layer normalization over the features.</summary>
    public sealed record LayerNorm : HeadLayer;

    /// <summary>An elementwise function.</summary>
    /// <param name="Kind">Which.</param>
    public sealed record Activation(Operators.ActivationKind Kind) : HeadLayer;
}
