
namespace Transfer.Operators;

/// <summary>A 2-D convolution (cross-correlation), as <c>torch.nn.Conv2d</c>.</summary>
/// <param name="InChannels">Channels of the input.</param>
/// <param name="OutChannels">Channels of the output.</param>
/// <param name="Kernel">Size of the window.</param>
/// <param name="Stride">Step of the window.</param>
/// <param name="Padding">Zeros added on each side.</param>
/// <param name="Dilation">Step between the elements of the window.</param>
/// <param name="Groups">Number of groups that channels are split into.</param>
/// <param name="Bias">Whether a bias is added.</param>
/// <param name="WeightInitialization">How a new weight is filled.</param>
/// <param name="BiasInitialization">How a new bias is filled.</param>
public sealed record Conv2d(
    int InChannels,
    int OutChannels,
    Size2d Kernel,
    Size2d Stride,
    Size2d Padding,
    Size2d Dilation,
    int Groups,
    bool Bias,
    Initialization WeightInitialization,
    Initialization BiasInitialization) : Operator
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorSpec> Parameters
    {
        get
        {
            var weight = new TensorSpec(
                "weight",
                Shape.Of(OutChannels, InChannels / Groups, Kernel.Height, Kernel.Width),
                WeightInitialization);
            return Bias
                ? [weight, new TensorSpec("bias", Shape.Of(OutChannels), BiasInitialization)]
                : [weight];
        }
    }

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var input = Shapes.Image(inputs);
        if (input[0] != InChannels)
        {
            throw new ShapeException($"takes {InChannels} channels, got {input}");
        }

        return Shape.Of(
            OutChannels,
            Shapes.Window(input[1], Kernel.Height, Stride.Height, Padding.Height, Dilation.Height),
            Shapes.Window(input[2], Kernel.Width, Stride.Width, Padding.Width, Dilation.Width));
    }

    /// <inheritdoc/>
    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape output) =>
        output.Elements * (InChannels / Groups) * Kernel.Height * Kernel.Width;
}
