namespace Transfer.Operators;

/// <summary>Represents the window that a convolution or a pooling moves over the image.</summary>
internal sealed class Window
{
    public Window(Size2d kernel, Size2d stride, Size2d padding, Size2d dilation, bool ceil = false)
    {
        Kernel = kernel.AtLeastOne(nameof(kernel));
        Stride = stride.AtLeastOne(nameof(stride));
        Padding = padding;
        Dilation = dilation.AtLeastOne(nameof(dilation));
        Ceil = ceil;
    }

    /// <summary>Gets the size.</summary>
    public Size2d Kernel { get; }

    /// <summary>Gets the stride.</summary>
    public Size2d Stride { get; }

    /// <summary>Gets the padding on each side of the image.</summary>
    public Size2d Padding { get; }

    /// <summary>Gets the dilation: the step between the elements.</summary>
    public Size2d Dilation { get; }

    /// <summary>Gets a value indicating whether the last window may go past the border.</summary>
    public bool Ceil { get; }

    /// <summary>Returns the window of a pooling. PyTorch requires at least half of it to lie in the image.</summary>
    public static Window OfPooling(Size2d kernel, Size2d stride, Size2d padding, bool ceil) =>
        padding.Height <= kernel.Height / 2 && padding.Width <= kernel.Width / 2
            ? new Window(kernel, stride, padding, 1, ceil)
            : throw new ArgumentOutOfRangeException(
                nameof(padding), $"padding is at most half of the kernel, got {padding} for a kernel of {kernel}.");

    /// <summary>Returns the shape of the output.</summary>
    /// <exception cref="ShapeException">The window does not fit in the input.</exception>
    public Shape Infer(Shape input, int channels) => Shape.Of(
        channels,
        Length(input[1], Kernel.Height, Stride.Height, Padding.Height, Dilation.Height),
        Length(input[2], Kernel.Width, Stride.Width, Padding.Width, Dilation.Width));

    // PyTorch's formula in the documentation of Conv2d.
    private int Length(int length, int kernel, int stride, int padding, int dilation)
    {
        var size = ((long)dilation * (kernel - 1)) + 1;
        var span = length + (2L * padding) - size + (Ceil ? stride - 1 : 0);
        if (span < 0)
        {
            throw new ShapeException($"a window of {size} does not fit in a length of {length} padded by {padding}");
        }

        var result = Shapes.Length((span / stride) + 1);

        // As in PyTorch, the last window has to start inside the input or its left padding.
        return Ceil && (result - 1L) * stride >= (long)length + padding ? result - 1 : result;
    }
}
