using Transfer.Common;

namespace Transfer.Operators;

/// <summary>Represents layer normalization over the channels of each pixel, as torchvision's <c>LayerNorm2d</c>.</summary>
public sealed class LayerNorm2d : Operator
{
    private const double UsualEpsilon = 1e-5;

    internal LayerNorm2d(int features, double epsilon = UsualEpsilon)
    {
        Features = Argument.Positive(features, nameof(features));
        Epsilon = Argument.Positive(epsilon, nameof(epsilon));
    }

    /// <summary>Gets the number of channels.</summary>
    public int Features { get; }

    /// <summary>Gets the number added to the variance.</summary>
    public double Epsilon { get; }

    internal override Definition DefinedBy => KnownOperators.LayerNorm2d;

    internal override bool IsNorm => true;

    internal override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var input = Shapes.Image(inputs);
        return input[0] == Features ? input : throw new ShapeException($"takes {Features} channels, got {input}");
    }

    private protected override IReadOnlyList<TensorSpec> DescribeParameters() => Shapes.Affine(Features);

    private protected override ArgumentList Describe() => new ArgumentList()
        .Add("features", Features).Add("epsilon", Epsilon, UsualEpsilon);

    private protected override TResult Visit<TResult>(IOperatorVisitor<TResult> visitor) => visitor.Visit(this);
}

internal static partial class KnownOperators
{
    public static readonly Definition<Operator> LayerNorm2d = Of<LayerNorm2d>(
        values => new LayerNorm2d(values.Integer("features"), values.Number("epsilon")));
}
