using Transfer.Common;

namespace Transfer.Operators;

/// <summary>Represents the concatenation of inputs along the channel dimension.</summary>
public sealed class Concat : Operator
{
    internal Concat()
    {
    }

    internal override Definition DefinedBy => KnownOperators.Concat;

    internal override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        if (inputs.Count == 0 || inputs[0].Rank == 0
            || inputs.Any(shape => !shape.Dimensions.Skip(1).SequenceEqual(inputs[0].Dimensions.Skip(1))))
        {
            throw new ShapeException($"joins shapes that differ in channels only, got {string.Join(" and ", inputs)}");
        }

        var channels = Shapes.Length(inputs.Sum(shape => (long)shape[0]));
        return new Shape(inputs[0].Dimensions.Skip(1).Prepend(channels).ToEquatableList());
    }

    private protected override TResult Visit<TResult>(IOperatorVisitor<TResult> visitor) => visitor.Visit(this);
}

internal static partial class KnownOperators
{
    public static readonly Definition<Operator> Concat = Of<Concat>(_ => new Concat());
}
