
namespace Transfer.Operators;

/// <summary>Maximum over a window, as <c>torch.nn.MaxPool2d</c>.</summary>
/// <param name="Kernel">Size of the window.</param>
/// <param name="Stride">Step of the window.</param>
/// <param name="Padding">Padding on each side.</param>
/// <param name="Ceil">Whether a last window may go past the border.</param>
public sealed record MaxPool2d(Size2d Kernel, Size2d Stride, Size2d Padding, bool Ceil = false) : Operator
{
    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var input = Shapes.Image(inputs);
        return Shape.Of(
            input[0],
            Shapes.Window(input[1], Kernel.Height, Stride.Height, Padding.Height, ceil: Ceil),
            Shapes.Window(input[2], Kernel.Width, Stride.Width, Padding.Width, ceil: Ceil));
    }
}

/// <summary>Mean over a window, padding not counted out, as <c>torch.nn.AvgPool2d</c>.</summary>
/// <param name="Kernel">Size of the window.</param>
/// <param name="Stride">Step of the window.</param>
/// <param name="Padding">Zeros added on each side.</param>
public sealed record AvgPool2d(Size2d Kernel, Size2d Stride, Size2d Padding) : Operator
{
    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var input = Shapes.Image(inputs);
        return Shape.Of(
            input[0],
            Shapes.Window(input[1], Kernel.Height, Stride.Height, Padding.Height),
            Shapes.Window(input[2], Kernel.Width, Stride.Width, Padding.Width));
    }
}

/// <summary>Mean over regions so that the output has a given size, as <c>torch.nn.AdaptiveAvgPool2d</c>.</summary>
/// <param name="Size">Height and width of the output.</param>
public sealed record AdaptiveAvgPool2d(Size2d Size) : Operator
{
    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs) =>
        Shape.Of(Shapes.Image(inputs)[0], Size.Height, Size.Width);
}
