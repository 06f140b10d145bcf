using Transfer.Common;

namespace Transfer.Operators;

/// <summary>Represents a learned summand for each position of a sequence.</summary>
public sealed class PositionEmbedding : Operator
{
    internal PositionEmbedding(int length, int features)
    {
        Length = Argument.Positive(length, nameof(length));
        Features = Argument.Positive(features, nameof(features));
    }

    /// <summary>Gets the number of tokens in the sequence.</summary>
    public int Length { get; }

    /// <summary>Gets the length of a token.</summary>
    public int Features { get; }

    internal override Definition DefinedBy => KnownOperators.PositionEmbedding;

    internal override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var input = Shapes.Single(inputs);
        return input == Shape.Of(Length, Features)
            ? input
            : throw new ShapeException($"takes {Length} tokens of {Features} features, got {input}");
    }

    private protected override IReadOnlyList<TensorSpec> DescribeParameters() =>
        [new TensorSpec("pos_embedding", Shape.Of(1, Length, Features), Initialization.Normal(0.02))];

    private protected override ArgumentList Describe() => new ArgumentList().Add("length", Length).Add("features", Features);

    private protected override TResult Visit<TResult>(IOperatorVisitor<TResult> visitor) => visitor.Visit(this);
}

internal static partial class KnownOperators
{
    public static readonly Definition<Operator> PositionEmbedding = Of<PositionEmbedding>(
        values => new PositionEmbedding(values.Integer("length"), values.Integer("features")));
}
