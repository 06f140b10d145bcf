using Transfer.Common;

namespace Transfer.Operators;

/// <summary>Represents flattening: all dimensions of an example become one.</summary>
public sealed class Flatten : Operator
{
    internal Flatten()
    {
    }

    internal override Definition DefinedBy => KnownOperators.Flatten;

    internal override bool PassesValuesOn => true;

    internal override bool SharesInput => true;

    internal override Shape Infer(IReadOnlyList<Shape> inputs) => Shape.Of(Shapes.Length(Shapes.Single(inputs).Elements));

    private protected override TResult Visit<TResult>(IOperatorVisitor<TResult> visitor) => visitor.Visit(this);
}

internal static partial class KnownOperators
{
    public static readonly Definition<Operator> Flatten = Of<Flatten>(_ => new Flatten());
}
