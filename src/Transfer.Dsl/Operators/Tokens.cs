using Transfer.Common;

namespace Transfer.Operators;

/// <summary>Represents the conversion of pixels to tokens: channels × height × width becomes height·width × channels.</summary>
public sealed class Tokens : Operator
{
    internal Tokens()
    {
    }

    internal override Definition DefinedBy => KnownOperators.Tokens;

    internal override bool SharesInput => true;

    internal override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var input = Shapes.Image(inputs);
        return Shape.Of(Shapes.Length((long)input[1] * input[2]), input[0]);
    }

    private protected override TResult Visit<TResult>(IOperatorVisitor<TResult> visitor) => visitor.Visit(this);
}

internal static partial class KnownOperators
{
    public static readonly Definition<Operator> Tokens = Of<Tokens>(_ => new Tokens());
}
