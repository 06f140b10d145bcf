using Transfer.Common;

namespace Transfer.Operators;

/// <summary>The network's input.</summary>
/// <param name="Shape">Channels, height, width.</param>
public sealed record Input(Shape Shape) : Operator
{
    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs) => Shape;
}

/// <summary>The sum of two equal shapes.</summary>
public sealed record Add : Operator
{
    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs) =>
        inputs.Count == 2 && inputs[0].Equals(inputs[1])
            ? inputs[0]
            : throw new ShapeException($"adds two equal shapes, got {string.Join(" and ", inputs)}");
}

/// <summary>The product of an activation and one factor a channel (squeeze-and-excitation).</summary>
public sealed record Scale : Operator
{
    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs) =>
        inputs.Count == 2 && inputs[1].Rank == inputs[0].Rank && inputs[1][0] == inputs[0][0]
            && inputs[1].Dimensions.Skip(1).All(length => length == 1)
            ? inputs[0]
            : throw new ShapeException($"scales by one factor a channel, got {string.Join(" and ", inputs)}");
}

/// <summary>Joins along the channel dimension.</summary>
public sealed record Concat : Operator
{
    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        if (inputs.Count == 0 || inputs.Any(shape => !shape.Dimensions.Skip(1).SequenceEqual(inputs[0].Dimensions.Skip(1))))
        {
            throw new ShapeException($"joins shapes that differ in channels only, got {string.Join(" and ", inputs)}");
        }

        return new Shape(inputs[0].Dimensions.Skip(1).Prepend(inputs.Sum(shape => shape[0])).ToEquatableList());
    }
}

/// <summary>All dimensions of an example made one.</summary>
public sealed record Flatten : Operator
{
    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs) => Shape.Of(checked((int)Shapes.Single(inputs).Elements));
}

/// <summary>Its input, unchanged: a head that was taken off.</summary>
public sealed record Identity : Operator
{
    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs) => Shapes.Single(inputs);
}
