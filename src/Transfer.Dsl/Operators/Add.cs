using Transfer.Common;

namespace Transfer.Operators;

/// <summary>Represents the sum of two inputs of equal shape.</summary>
public sealed class Add : Operator
{
    internal Add()
    {
    }

    internal override Definition DefinedBy => KnownOperators.Add;

    internal override Shape Infer(IReadOnlyList<Shape> inputs) =>
        inputs.Count == 2 && inputs[0] == inputs[1]
            ? inputs[0]
            : throw new ShapeException($"adds two equal shapes, got {string.Join(" and ", inputs)}");

    private protected override TResult Visit<TResult>(IOperatorVisitor<TResult> visitor) => visitor.Visit(this);
}

internal static partial class KnownOperators
{
    public static readonly Definition<Operator> Add = Of<Add>(_ => new Add());
}
