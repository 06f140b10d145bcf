using Transfer.Common;

namespace Transfer.Operators;

/// <summary>Represents the network's input.</summary>
public sealed class Input : Operator
{
    internal Input(Shape shape)
    {
        Shape = Argument.NotNull(shape, nameof(shape)).Dimensions.All(length => length > 0)
            ? shape
            : throw new ArgumentOutOfRangeException(nameof(shape), $"An input has 1 or more in each dimension, got {shape}.");
    }

    /// <summary>Gets the shape of one image: channels, height, width.</summary>
    internal Shape Shape { get; }

    internal override Definition DefinedBy => KnownOperators.Input;

    internal override bool IsInput => true;

    internal override Shape Infer(IReadOnlyList<Shape> inputs) =>
        inputs.Count == 0 ? Shape : throw new ShapeException($"takes no input, got {inputs.Count}");

    private protected override ArgumentList Describe() => new ArgumentList().Add("shape", Shape.Dimensions);

    private protected override TResult Visit<TResult>(IOperatorVisitor<TResult> visitor) => visitor.Visit(this);
}

internal static partial class KnownOperators
{
    public static readonly Definition<Operator> Input = Of<Input>(values => new Input(values.Shape("shape")));
}
