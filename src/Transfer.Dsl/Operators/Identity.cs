using Transfer.Common;

namespace Transfer.Operators;

/// <summary>Represents an operator that returns its input unchanged, such as a head that was removed.</summary>
public sealed class Identity : Operator
{
    internal Identity()
    {
    }

    internal override Definition DefinedBy => KnownOperators.Identity;

    internal override bool PassesValuesOn => true;

    internal override bool PassesInputOnInInference => true;

    internal override Shape Infer(IReadOnlyList<Shape> inputs) => Shapes.Single(inputs);

    private protected override TResult Visit<TResult>(IOperatorVisitor<TResult> visitor) => visitor.Visit(this);
}

internal static partial class KnownOperators
{
    public static readonly Definition<Operator> Identity = Of<Identity>(_ => new Identity());
}
