using Transfer.Common;

namespace Transfer.Operators;

/// <summary>Represents the mean over a window, padding included, as <c>torch.nn.AvgPool2d</c>.</summary>
public sealed class AvgPool2d : Operator
{
    internal AvgPool2d(Size2d kernel, Size2d stride, Size2d padding)
    {
        Window = Window.OfPooling(kernel, stride, padding, ceil: false);
    }

    /// <summary>Gets the size of the window.</summary>
    public Size2d Kernel => Window.Kernel;

    /// <summary>Gets the stride of the window.</summary>
    public Size2d Stride => Window.Stride;

    /// <summary>Gets the number of zeros added on each side.</summary>
    public Size2d Padding => Window.Padding;

    internal override Definition DefinedBy => KnownOperators.AvgPool2d;

    internal override Window Window { get; }

    internal override bool IsPooling => true;

    internal override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var input = Shapes.Image(inputs);
        return Window.Infer(input, input[0]);
    }

    private protected override ArgumentList Describe() => new ArgumentList()
        .AddSize("kernel", Kernel)
        .AddSize("stride", Stride)
        .AddSize("padding", Padding, 0);

    private protected override TResult Visit<TResult>(IOperatorVisitor<TResult> visitor) => visitor.Visit(this);
}

internal static partial class KnownOperators
{
    public static readonly Definition<Operator> AvgPool2d = Of<AvgPool2d>(
        values => new AvgPool2d(values.Size("kernel"), values.Size("stride"), values.Size("padding")));
}
