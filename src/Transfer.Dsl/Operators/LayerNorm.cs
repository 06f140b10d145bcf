using Transfer.Common;

namespace Transfer.Operators;

/// <summary>Represents layer normalization over the last dimension, as <c>torch.nn.LayerNorm</c> with one length.</summary>
public sealed class LayerNorm : Operator
{
    private const double UsualEpsilon = 1e-5;

    internal LayerNorm(int features, double epsilon = UsualEpsilon)
    {
        Features = Argument.Positive(features, nameof(features));
        Epsilon = Argument.Positive(epsilon, nameof(epsilon));
    }

    /// <summary>Gets the length of the last dimension.</summary>
    public int Features { get; }

    /// <summary>Gets the number added to the variance.</summary>
    public double Epsilon { get; }

    internal override Definition DefinedBy => KnownOperators.LayerNorm;

    internal override bool IsNorm => true;

    internal override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var input = Shapes.Single(inputs);
        return input.Rank > 0 && input[-1] == Features
            ? input
            : throw new ShapeException($"takes {Features} features in the last dimension, got {input}");
    }

    private protected override IReadOnlyList<TensorSpec> DescribeParameters() => Shapes.Affine(Features);

    private protected override ArgumentList Describe() => new ArgumentList()
        .Add("features", Features).Add("epsilon", Epsilon, UsualEpsilon);

    private protected override TResult Visit<TResult>(IOperatorVisitor<TResult> visitor) => visitor.Visit(this);
}

internal static partial class KnownOperators
{
    public static readonly Definition<Operator> LayerNorm = Of<LayerNorm>(
        values => new LayerNorm(values.Integer("features"), values.Number("epsilon")));
}
