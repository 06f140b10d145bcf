using Transfer.Common;

namespace Transfer.Operators;

/// <summary>Represents a learned token in front of the others (Dosovitskiy et al. 2020).</summary>
public sealed class ClassToken : Operator
{
    internal ClassToken(int features)
    {
        Features = Argument.Positive(features, nameof(features));
    }

    /// <summary>Gets the length of a token.</summary>
    public int Features { get; }

    internal override Definition DefinedBy => KnownOperators.ClassToken;

    internal override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var input = Shapes.Single(inputs);
        return input.Rank == 2 && input[1] == Features
            ? Shape.Of(Shapes.Length(input[0] + 1L), Features)
            : throw new ShapeException($"takes tokens of {Features} features, got {input}");
    }

    private protected override IReadOnlyList<TensorSpec> DescribeParameters() =>
        [new TensorSpec("class_token", Shape.Of(1, 1, Features), Initialization.Zeros)];

    private protected override ArgumentList Describe() => new ArgumentList().Add("features", Features);

    private protected override TResult Visit<TResult>(IOperatorVisitor<TResult> visitor) => visitor.Visit(this);
}

internal static partial class KnownOperators
{
    public static readonly Definition<Operator> ClassToken = Of<ClassToken>(values => new ClassToken(values.Integer("features")));
}
