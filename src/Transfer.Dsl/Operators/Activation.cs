using Transfer.Common;

namespace Transfer.Operators;

/// <summary>Represents an elementwise function.</summary>
public sealed class Activation : Operator
{
    internal Activation(ActivationKind kind)
    {
        Kind = Argument.Member(kind, nameof(kind));
    }

    /// <summary>Gets the function.</summary>
    public ActivationKind Kind { get; }

    internal override Definition DefinedBy => KnownOperators.Activation;

    internal override Shape Infer(IReadOnlyList<Shape> inputs) => Shapes.Single(inputs);

    private protected override ArgumentList Describe() => new ArgumentList().Add("kind", Kind);

    private protected override TResult Visit<TResult>(IOperatorVisitor<TResult> visitor) => visitor.Visit(this);
}

internal static partial class KnownOperators
{
    public static readonly Definition<Operator> Activation = Of<Activation>(
        values => new Activation(values.Member<ActivationKind>("kind")));
}
