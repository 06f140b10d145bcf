using Transfer.Common;

namespace Transfer.Operators;

/// <summary>
/// Represents self-attention with several heads, as <c>torch.nn.MultiheadAttention</c> with one input and no mask.
/// </summary>
public sealed class SelfAttention : Operator
{
    internal SelfAttention(int features, int heads)
    {
        Features = Argument.Positive(features, nameof(features));
        Heads = Argument.Positive(heads, nameof(heads));
        if (features % heads != 0)
        {
            throw new ArgumentException(
                $"heads divides the features, got {Literal.Number(heads)} heads for {Literal.Number(features)} features.",
                nameof(heads));
        }
    }

    /// <summary>Gets the length of a token.</summary>
    public int Features { get; }

    /// <summary>Gets the number of heads, a divisor of the number of features.</summary>
    public int Heads { get; }

    internal override Definition DefinedBy => KnownOperators.SelfAttention;

    internal override bool MixesTokens => true;

    internal override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var input = Shapes.Single(inputs);
        return input.Rank == 2 && input[1] == Features
            ? input
            : throw new ShapeException($"takes tokens of {Features} features, got {input}");
    }

    internal override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape output)
    {
        // Projections in and out, then two products of every token with every token.
        long tokens = output[0];
        return (tokens * Features * Features * 4) + (2 * tokens * tokens * Features);
    }

    private protected override IReadOnlyList<TensorSpec> DescribeParameters() =>
    [
        new TensorSpec("in_proj_weight", Shape.Of(3 * Features, Features), Initialization.XavierUniform(Features, 3 * Features)),
        new TensorSpec("in_proj_bias", Shape.Of(3 * Features), Initialization.Zeros),
        new TensorSpec("out_proj.weight", Shape.Of(Features, Features), Initialization.TorchDefault(Features)),
        new TensorSpec("out_proj.bias", Shape.Of(Features), Initialization.Zeros),
    ];

    private protected override ArgumentList Describe() => new ArgumentList().Add("features", Features).Add("heads", Heads);

    private protected override TResult Visit<TResult>(IOperatorVisitor<TResult> visitor) => visitor.Visit(this);
}

internal static partial class KnownOperators
{
    public static readonly Definition<Operator> SelfAttention = Of<SelfAttention>(
        values => new SelfAttention(values.Integer("features"), values.Integer("heads")));
}
