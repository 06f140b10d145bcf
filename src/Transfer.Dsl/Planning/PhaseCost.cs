using Transfer.Common;

namespace Transfer.Planning;

/// <summary>Multiply-adds of one image in a phase.</summary>
public sealed class PhaseCost : Value
{
    internal PhaseCost(long forward, long frozenPrefix, long backward)
    {
        Forward = Argument.NotNegative(forward, nameof(forward));
        FrozenPrefix = Argument.NotNegative(frozenPrefix, nameof(frozenPrefix));
        Backward = Argument.NotNegative(backward, nameof(backward));
    }

    /// <summary>Gets the multiply-adds of the forward pass.</summary>
    public long Forward { get; }

    /// <summary>Gets those of the forward pass up to the cut: the same in every epoch.</summary>
    public long FrozenPrefix { get; }

    /// <summary>Gets those of the backward pass: gradients of what trains, and of the activations on the way there.</summary>
    public long Backward { get; }

    /// <summary>Gets the cost of what can't be counted, a custom module: all zero.</summary>
    internal static PhaseCost Unknown { get; } = new(0, 0, 0);

    private protected override ArgumentList Describe() => new ArgumentList()
        .AddUnwritten("forward", Forward)
        .AddUnwritten("frozenPrefix", FrozenPrefix)
        .AddUnwritten("backward", Backward);
}
