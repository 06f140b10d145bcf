using Transfer.Common;

namespace Transfer.Operators;

/// <summary>Represents the product of an activation and one factor per channel (squeeze-and-excitation).</summary>
public sealed class Scale : Operator
{
    internal Scale()
    {
    }

    internal override Definition DefinedBy => KnownOperators.Scale;

    internal override Shape Infer(IReadOnlyList<Shape> inputs) =>
        inputs.Count == 2 && inputs[1].Rank == inputs[0].Rank && inputs[1].Rank > 0 && inputs[1][0] == inputs[0][0]
            && inputs[1].Dimensions.Skip(1).All(length => length == 1)
            ? inputs[0]
            : throw new ShapeException($"scales by one factor a channel, got {string.Join(" and ", inputs)}");

    private protected override TResult Visit<TResult>(IOperatorVisitor<TResult> visitor) => visitor.Visit(this);
}

internal static partial class KnownOperators
{
    public static readonly Definition<Operator> Scale = Of<Scale>(_ => new Scale());
}
