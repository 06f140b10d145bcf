using Transfer.Common;

namespace Transfer.Inference;

/// <summary>
/// Represents a BatchNorm in inference that has gone into the weight and bias of a neighbour: with s = weight / √(running_var +
/// ε) and t = bias - running_mean · s, it is x · s + t for each channel.
/// </summary>
public sealed class FoldedNorm : Value
{
    internal FoldedNorm(string path, double epsilon, bool isBefore)
    {
        Path = Argument.NotNull(path, nameof(path));
        Epsilon = Argument.Positive(epsilon, nameof(epsilon));
        IsBefore = isBefore;
    }

    /// <summary>Gets the module path of the BatchNorm: <c>layer1.0.bn1</c>.</summary>
    public string Path { get; }

    /// <summary>Gets ε, which is added to the variance.</summary>
    public double Epsilon { get; }

    /// <summary>
    /// Gets a value indicating whether the BatchNorm stands before the layer: its s and t then apply to the weight's input
    /// channels, and to its output channels otherwise.
    /// </summary>
    public bool IsBefore { get; }

    private protected override ArgumentList Describe() => new ArgumentList()
        .AddUnwritten("path", Path)
        .AddUnwritten("epsilon", Epsilon)
        .AddUnwritten("isBefore", IsBefore);
}
