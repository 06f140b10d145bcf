namespace Transfer.Operators;

/// <summary>Checks and arithmetic that the operators share.</summary>
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

    /// <summary>Output length of a convolution or pooling window (PyTorch's formula in the documentation of Conv2d).</summary>
    public static int Window(int length, int kernel, int stride, int padding, int dilation = 1, bool ceil = false)
    {
        var span = length + (2 * padding) - (dilation * (kernel - 1)) - 1 + (ceil ? stride - 1 : 0);
        if (span < 0)
        {
            throw new ShapeException(
                $"a window of {(dilation * (kernel - 1)) + 1} does not fit in a length of {length} padded by {padding}");
        }

        var result = (span / stride) + 1;

        // As in PyTorch, the last window has to start inside the input or its left padding.
        return ceil && (result - 1) * stride >= length + padding ? result - 1 : result;
    }
}
