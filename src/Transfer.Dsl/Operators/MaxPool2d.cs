using Transfer.Common;

namespace Transfer.Operators;

/// <summary>Represents the maximum over a window, as <c>torch.nn.MaxPool2d</c>.</summary>
public sealed class MaxPool2d : Operator
{
    internal MaxPool2d(Size2d kernel, Size2d stride, Size2d padding, bool ceil = false)
    {
        Window = Window.OfPooling(kernel, stride, padding, ceil);
    }

    /// <summary>Gets the size of the window.</summary>
    public Size2d Kernel => Window.Kernel;

    /// <summary>Gets the stride of the window.</summary>
    public Size2d Stride => Window.Stride;

    /// <summary>Gets the padding on each side.</summary>
    public Size2d Padding => Window.Padding;

    /// <summary>Gets a value indicating whether the last window may go past the border.</summary>
    public bool Ceil => Window.Ceil;

    internal override Definition DefinedBy => KnownOperators.MaxPool2d;

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
        .AddSize("padding", Padding, 0)
        .Add("ceil", Ceil, false);

    private protected override TResult Visit<TResult>(IOperatorVisitor<TResult> visitor) => visitor.Visit(this);
}

internal static partial class KnownOperators
{
    public static readonly Definition<Operator> MaxPool2d = Of<MaxPool2d>(
        values => new MaxPool2d(values.Size("kernel"), values.Size("stride"), values.Size("padding"), values.Flag("ceil")));
}
