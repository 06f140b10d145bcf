using Transfer.Common;

namespace Transfer.Operators;

/// <summary>Represents a permutation of dimensions.</summary>
public sealed class Permute : Operator
{
    internal Permute(EquatableList<int> order)
    {
        var dimensions = Argument.NotNull(order, nameof(order)).OrderBy(dimension => dimension);
        Order = dimensions.SequenceEqual(Enumerable.Range(0, order.Count))
            ? order
            : throw new ArgumentException($"order has each dimension from 0 once, got {order}.", nameof(order));
    }

    /// <summary>
    /// Gets, for each dimension of the output, the index of the input's dimension that it comes from; the batch does not count.
    /// </summary>
    public EquatableList<int> Order { get; }

    internal override Definition DefinedBy => KnownOperators.Permute;

    internal override bool SharesInput => true;

    internal override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var input = Shapes.Single(inputs);
        return input.Rank == Order.Count
            ? new Shape(Order.Select(dimension => input[dimension]).ToEquatableList())
            : throw new ShapeException($"reorders {Order.Count} dimensions, got {input}");
    }

    private protected override ArgumentList Describe() => new ArgumentList().Add("order", Order);

    private protected override TResult Visit<TResult>(IOperatorVisitor<TResult> visitor) => visitor.Visit(this);
}

internal static partial class KnownOperators
{
    public static readonly Definition<Operator> Permute = Of<Permute>(
        values => new Permute(values.Integers("order").ToEquatableList()));
}
