using Transfer.Common;

namespace Transfer.Operators;

/// <summary>Represents the selection of one token of a sequence.</summary>
public sealed class SelectToken : Operator
{
    internal SelectToken(int index)
    {
        Index = Argument.NotNegative(index, nameof(index));
    }

    /// <summary>Gets the token's index, from 0.</summary>
    public int Index { get; }

    internal override Definition DefinedBy => KnownOperators.SelectToken;

    internal override bool PassesValuesOn => true;

    internal override bool SharesInput => true;

    internal override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var input = Shapes.Single(inputs);
        return input.Rank == 2 && Index < input[0]
            ? Shape.Of(input[1])
            : throw new ShapeException($"takes more than {Index} tokens, got {input}");
    }

    private protected override ArgumentList Describe() => new ArgumentList().Add("index", Index);

    private protected override TResult Visit<TResult>(IOperatorVisitor<TResult> visitor) => visitor.Visit(this);
}

internal static partial class KnownOperators
{
    public static readonly Definition<Operator> SelectToken = Of<SelectToken>(values => new SelectToken(values.Integer("index")));
}
