using Transfer.Common;

namespace Transfer.Operators;

/// <summary>Dimensions in another order.</summary>
/// <param name="Order">For each dimension of the output, the input's dimension that it is (batch dimension left out).</param>
public sealed record Permute(EquatableList<int> Order) : Operator
{
    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var input = Shapes.Single(inputs);
        return input.Rank == Order.Count
            ? new Shape(Order.Select(dimension => input[dimension]).ToEquatableList())
            : throw new ShapeException($"reorders {Order.Count} dimensions, got {input}");
    }
}

/// <summary>The pixels of channels × height × width as a sequence of tokens: height·width × channels.</summary>
public sealed record Tokens : Operator
{
    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var input = Shapes.Image(inputs);
        return Shape.Of(input[1] * input[2], input[0]);
    }
}

/// <summary>A learnt token before the first one (Dosovitskiy et al. 2020).</summary>
/// <param name="Features">Length of a token.</param>
public sealed record ClassToken(int Features) : Operator
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorSpec> Parameters =>
        [new TensorSpec("class_token", Shape.Of(1, 1, Features), Initialization.Zeros)];

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var input = Shapes.Single(inputs);
        return input.Rank == 2 && input[1] == Features
            ? Shape.Of(input[0] + 1, Features)
            : throw new ShapeException($"takes tokens of {Features} features, got {input}");
    }
}

/// <summary>A learnt summand for each position of a sequence.</summary>
/// <param name="Length">Tokens in the sequence.</param>
/// <param name="Features">Length of a token.</param>
public sealed record PositionEmbedding(int Length, int Features) : Operator
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorSpec> Parameters =>
        [new TensorSpec("pos_embedding", Shape.Of(1, Length, Features), Initialization.Normal(0.02))];

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var input = Shapes.Single(inputs);
        return input.Equals(Shape.Of(Length, Features))
            ? input
            : throw new ShapeException($"takes {Length} tokens of {Features} features, got {input}");
    }
}

/// <summary>One token of a sequence.</summary>
/// <param name="Index">Which, from 0.</param>
public sealed record SelectToken(int Index) : Operator
{
    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var input = Shapes.Single(inputs);
        return input.Rank == 2 && Index < input[0]
            ? Shape.Of(input[1])
            : throw new ShapeException($"takes more than {Index} tokens, got {input}");
    }
}

/// <summary>Self-attention with several heads, as <c>torch.nn.MultiheadAttention</c> with one input and no mask.</summary>
/// <param name="Features">Length of a token.</param>
/// <param name="Heads">Number of heads; divides the features.</param>
public sealed record SelfAttention(int Features, int Heads) : Operator
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorSpec> Parameters =>
    [
        new TensorSpec("in_proj_weight", Shape.Of(3 * Features, Features), Initialization.XavierUniform(Features, 3 * Features)),
        new TensorSpec("in_proj_bias", Shape.Of(3 * Features), Initialization.Zeros),
        new TensorSpec("out_proj.weight", Shape.Of(Features, Features), Initialization.TorchDefault(Features)),
        new TensorSpec("out_proj.bias", Shape.Of(Features), Initialization.Zeros),
    ];

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var input = Shapes.Single(inputs);
        return input.Rank == 2 && input[1] == Features && Features % Heads == 0
            ? input
            : throw new ShapeException($"takes tokens of {Features} features, a multiple of {Heads} heads, got {input}");
    }

    /// <inheritdoc/>
    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape output)
    {
        // Projections in and out, then two products of every token with every token.
        long tokens = output[0];
        return (tokens * Features * Features * 4) + (2 * tokens * tokens * Features);
    }
}
