using Transfer.Common;

namespace Transfer.Operators;

/// <summary>
/// Represents the mean over regions, which gives an output of a given size, as <c>torch.nn.AdaptiveAvgPool2d</c>.
/// </summary>
public sealed class AdaptiveAvgPool2d : Operator
{
    internal AdaptiveAvgPool2d(Size2d size)
    {
        Size = size.AtLeastOne(nameof(size));
    }

    /// <summary>Gets the height and the width of the output.</summary>
    public Size2d Size { get; }

    internal override Definition DefinedBy => KnownOperators.AdaptiveAvgPool2d;

    internal override bool PoolsToFixedSize => true;

    internal override Shape Infer(IReadOnlyList<Shape> inputs) =>
        Shape.Of(Shapes.Image(inputs)[0], Size.Height, Size.Width);

    private protected override ArgumentList Describe() => new ArgumentList().AddSize("size", Size);

    private protected override TResult Visit<TResult>(IOperatorVisitor<TResult> visitor) => visitor.Visit(this);
}

internal static partial class KnownOperators
{
    public static readonly Definition<Operator> AdaptiveAvgPool2d = Of<AdaptiveAvgPool2d>(
        values => new AdaptiveAvgPool2d(values.Size("size")));
}
