using Transfer.Common;
using Transfer.Operators;

namespace Transfer.Planning;

/// <summary>Where the frozen prefix ends: everything up to here gives the same result in every epoch.</summary>
public sealed class Cut : Value
{
    internal Cut(int node, string after, Shape shape)
    {
        Node = Argument.NotNegative(node, nameof(node));
        After = Argument.NotNull(after, nameof(after));
        Shape = Argument.NotNull(shape, nameof(shape));
    }

    /// <summary>Gets the index of the last node of the prefix.</summary>
    public int Node { get; }

    /// <summary>Gets the module path that the prefix ends with.</summary>
    public string After { get; }

    /// <summary>Gets the shape of the activation that crosses the cut, for one image.</summary>
    public Shape Shape { get; }

    /// <summary>Gets the bytes of the activation of one image in float32: what a feature cache keeps for it.</summary>
    public long BytesPerImage => Shape.Elements * sizeof(float);

    private protected override ArgumentList Describe() => new ArgumentList()
        .AddUnwritten("node", Node)
        .AddUnwritten("after", After)
        .AddUnwritten("shape", Shape);
}
