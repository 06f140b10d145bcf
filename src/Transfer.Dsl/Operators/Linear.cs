using Transfer.Common;

namespace Transfer.Operators;

/// <summary>A fully connected layer over the last dimension, as <c>torch.nn.Linear</c>.</summary>
/// <param name="InFeatures">Length of the input's last dimension.</param>
/// <param name="OutFeatures">Length of the output's last dimension.</param>
/// <param name="Bias">Whether a bias is added.</param>
/// <param name="WeightInitialization">How a new weight is filled.</param>
/// <param name="BiasInitialization">How a new bias is filled.</param>
public sealed record Linear(
    int InFeatures,
    int OutFeatures,
    bool Bias,
    Initialization WeightInitialization,
    Initialization BiasInitialization) : Operator
{
    /// <inheritdoc/>
    public override IReadOnlyList<TensorSpec> Parameters
    {
        get
        {
            var weight = new TensorSpec("weight", Shape.Of(OutFeatures, InFeatures), WeightInitialization);
            return Bias
                ? [weight, new TensorSpec("bias", Shape.Of(OutFeatures), BiasInitialization)]
                : [weight];
        }
    }

    /// <inheritdoc/>
    public override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var input = Shapes.Single(inputs);
        if (input.Rank == 0 || input[-1] != InFeatures)
        {
            throw new ShapeException($"takes {InFeatures} features, got {input}");
        }

        return new Shape(input.Dimensions.Take(input.Rank - 1).Append(OutFeatures).ToEquatableList());
    }

    /// <inheritdoc/>
    public override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape output) => output.Elements * InFeatures;
}
