using Transfer.Common;

namespace Transfer.Operators;

/// <summary>Dimensions in another order.</summary>
public sealed class Permute : Operator
{
    internal Permute(EquatableList<int> order)
    {
        Order = Argument.NotNull(order, nameof(order)).OrderBy(dimension => dimension).SequenceEqual(Enumerable.Range(0, order.Count))
            ? order
            : throw new ArgumentException($"order has each dimension from 0 once, got {order}.", nameof(order));
    }

    /// <summary>Gets, for each dimension of the output, the input's dimension that it is; the batch dimension is left out.</summary>
    public EquatableList<int> Order { get; }

    internal override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var input = Shapes.Single(inputs);
        return input.Rank == Order.Count
            ? new Shape(Order.Select(dimension => input[dimension]).ToEquatableList())
            : throw new ShapeException($"reorders {Order.Count} dimensions, got {input}");
    }

    private protected override ArgumentList Describe() => new ArgumentList().Add("order", Order);

    internal override Definition DefinedBy => KnownOperators.Permute;

    private protected override TResult Visit<TResult>(IOperatorVisitor<TResult> visitor) => visitor.Visit(this);
}

internal static partial class KnownOperators
{
    public static readonly Definition<Operator> Permute = Of<Permute>(values => new Permute(values.Integers("order").ToEquatableList()));
}
