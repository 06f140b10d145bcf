using Transfer.Common;

namespace Transfer.Operators;

/// <summary>Represents a 2-D convolution (cross-correlation), as <c>torch.nn.Conv2d</c>.</summary>
public sealed class Conv2d : Operator
{
    internal Conv2d(
        int inChannels,
        int outChannels,
        Size2d kernel,
        Size2d stride,
        Size2d padding,
        Size2d dilation,
        int groups,
        bool bias,
        Initialization weightInitialization,
        Initialization biasInitialization)
    {
        InChannels = Argument.Positive(inChannels, nameof(inChannels));
        OutChannels = Argument.Positive(outChannels, nameof(outChannels));
        Window = new Window(kernel, stride, padding, dilation);
        Groups = Argument.Positive(groups, nameof(groups));
        Bias = bias;
        WeightInitialization = Argument.NotNull(weightInitialization, nameof(weightInitialization));
        BiasInitialization = Argument.NotNull(biasInitialization, nameof(biasInitialization));
        if (inChannels % groups != 0 || outChannels % groups != 0)
        {
            throw new ArgumentException(
                $"groups divides the channels of input and output, got {Literal.Number(groups)} groups for "
                + $"{Literal.Number(inChannels)} and {Literal.Number(outChannels)} channels.",
                nameof(groups));
        }
    }

    /// <summary>Gets the number of input channels.</summary>
    public int InChannels { get; }

    /// <summary>Gets the number of output channels.</summary>
    public int OutChannels { get; }

    /// <summary>Gets the size of the window.</summary>
    public Size2d Kernel => Window.Kernel;

    /// <summary>Gets the stride of the window.</summary>
    public Size2d Stride => Window.Stride;

    /// <summary>Gets the number of zeros added on each side.</summary>
    public Size2d Padding => Window.Padding;

    /// <summary>Gets the dilation: the step between the elements of the window.</summary>
    public Size2d Dilation => Window.Dilation;

    /// <summary>
    /// Gets the number of groups that the channels are split into: as many as channels in a depthwise convolution.
    /// </summary>
    public int Groups { get; }

    /// <summary>Gets a value indicating whether a bias is added.</summary>
    public bool Bias { get; }

    /// <summary>Gets the initialization of a new weight.</summary>
    internal Initialization WeightInitialization { get; }

    /// <summary>Gets the initialization of a new bias.</summary>
    internal Initialization BiasInitialization { get; }

    internal override Definition DefinedBy => KnownOperators.Conv2d;

    internal override Window Window { get; }

    internal override bool HasChannelFilters => true;

    internal override Operator WithBias => Bias ? this : new Conv2d(
        InChannels, OutChannels, Kernel, Stride, Padding, Dilation, Groups, bias: true, WeightInitialization, BiasInitialization);

    internal override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var input = Shapes.Image(inputs);
        return input[0] == InChannels
            ? Window.Infer(input, OutChannels)
            : throw new ShapeException($"takes {InChannels} channels, got {input}");
    }

    internal override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape output) =>
        output.Elements * (InChannels / Groups) * Kernel.Height * Kernel.Width;

    private protected override IReadOnlyList<TensorSpec> DescribeParameters()
    {
        var weight = new TensorSpec(
            "weight", Shape.Of(OutChannels, InChannels / Groups, Kernel.Height, Kernel.Width), WeightInitialization);
        return Bias ? [weight, new TensorSpec("bias", Shape.Of(OutChannels), BiasInitialization)] : [weight];
    }

    private protected override ArgumentList Describe() => new ArgumentList()
        .Add("inChannels", InChannels)
        .Add("outChannels", OutChannels)
        .AddSize("kernel", Kernel)
        .AddSize("stride", Stride, 1)
        .AddSize("padding", Padding, 0)
        .AddSize("dilation", Dilation, 1)
        .Add("groups", Groups, 1)
        .Add("bias", Bias, true)
        .AddNamed("weightInitialization", WeightInitialization)
        .AddNamed("biasInitialization", BiasInitialization);

    private protected override TResult Visit<TResult>(IOperatorVisitor<TResult> visitor) => visitor.Visit(this);
}

internal static partial class KnownOperators
{
    public static readonly Definition<Operator> Conv2d = Of<Conv2d>(values => new Conv2d(
        values.Integer("inChannels"),
        values.Integer("outChannels"),
        values.Size("kernel"),
        values.Size("stride"),
        values.Size("padding"),
        values.Size("dilation"),
        values.Integer("groups"),
        values.Flag("bias"),
        values.Initialization("weightInitialization"),
        values.Initialization("biasInitialization")));
}
