namespace Transfer.Operators;

/// <summary>Provides checks and tensors that the operators share.</summary>
internal static class Shapes
{
    public static Shape Single(IReadOnlyList<Shape> inputs) =>
        inputs.Count == 1 ? inputs[0] : throw new ShapeException($"takes one input, got {inputs.Count}");

    public static Shape Image(IReadOnlyList<Shape> inputs)
    {
        var input = Single(inputs);
        return input.Rank == 3
            ? input
            : throw new ShapeException($"takes channels × height × width, got {input}");
    }

    /// <summary>
    /// Returns a computed length of a dimension, or throws if it is too large, as it can be for a very large image.
    /// </summary>
    public static int Length(long length) =>
        length <= int.MaxValue ? (int)length : throw new ShapeException($"a dimension of {length} is too long");

    /// <summary>
    /// Returns a learned factor and summand for each channel or feature, which at first do not change the normalized values.
    /// </summary>
    public static IReadOnlyList<TensorSpec> Affine(int features) =>
    [
        new TensorSpec("weight", Shape.Of(features), Initialization.Ones),
        new TensorSpec("bias", Shape.Of(features), Initialization.Zeros),
    ];
}
