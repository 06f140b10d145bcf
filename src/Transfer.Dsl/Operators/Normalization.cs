namespace Transfer.Operators;

/// <summary>Batch normalization over the channel dimension, as <c>torch.nn.BatchNorm1d</c> and <c>BatchNorm2d</c>.</summary>
/// <param name="Features">Channels.</param>
/// <param name="Epsilon">Added to the variance.</param>
/// <param name="Momentum">Weight of the batch in the running statistics.</param>
public sealed record BatchNorm(int Features, double Epsilon = 1e-5, double Momentum = 0.1) : Operator
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorSpec> Parameters =>
    [
        new TensorSpec("weight", Shape.Of(Features), Initialization.Ones),
        new TensorSpec("bias", Shape.Of(Features), Initialization.Zeros),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<TensorSpec> Buffers =>
    [
        new TensorSpec("running_mean", Shape.Of(Features), Initialization.Zeros),
        new TensorSpec("running_var", Shape.Of(Features), Initialization.Ones),
        new TensorSpec("num_batches_tracked", Shape.Of(), Initialization.Zeros, IsInteger: true),
    ];

    /// <inheritdoc/>
    public override bool HasRunningStatistics => true;

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var input = Shapes.Single(inputs);
        return input.Rank > 0 && input[0] == Features
            ? input
            : throw new ShapeException($"takes {Features} channels, got {input}");
    }
}

/// <summary>Layer normalization over the last dimension, as <c>torch.nn.LayerNorm</c> with one length.</summary>
/// <param name="Features">Length of the last dimension.</param>
/// <param name="Epsilon">Added to the variance.</param>
public sealed record LayerNorm(int Features, double Epsilon = 1e-5) : Operator
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorSpec> Parameters =>
    [
        new TensorSpec("weight", Shape.Of(Features), Initialization.Ones),
        new TensorSpec("bias", Shape.Of(Features), Initialization.Zeros),
    ];

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var input = Shapes.Single(inputs);
        return input.Rank > 0 && input[-1] == Features
            ? input
            : throw new ShapeException($"takes {Features} features in the last dimension, got {input}");
    }
}

/// <summary>Layer normalization over the channels of each pixel, as torchvision's <c>LayerNorm2d</c>.</summary>
/// <param name="Features">Channels.</param>
/// <param name="Epsilon">Added to the variance.</param>
public sealed record LayerNorm2d(int Features, double Epsilon = 1e-5) : Operator
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorSpec> Parameters =>
    [
        new TensorSpec("weight", Shape.Of(Features), Initialization.Ones),
        new TensorSpec("bias", Shape.Of(Features), Initialization.Zeros),
    ];

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var input = Shapes.Image(inputs);
        return input[0] == Features ? input : throw new ShapeException($"takes {Features} channels, got {input}");
    }
}

/// <summary>A learnt factor for each channel (Touvron et al. 2021), as ConvNeXt's <c>layer_scale</c>.</summary>
/// <param name="Features">Channels.</param>
/// <param name="Initial">The first value of each factor.</param>
public sealed record LayerScale(int Features, double Initial) : Operator
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorSpec> Parameters =>
        [new TensorSpec("layer_scale", Shape.Of(Features, 1, 1), Initialization.Constant(Initial))];

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var input = Shapes.Image(inputs);
        return input[0] == Features ? input : throw new ShapeException($"takes {Features} channels, got {input}");
    }
}
