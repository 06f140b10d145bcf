using Transfer.Common;

namespace Transfer.Operators;

/// <summary>
/// Represents batch normalization over the channel dimension, as <c>torch.nn.BatchNorm1d</c> and <c>BatchNorm2d</c>.
/// </summary>
public sealed class BatchNorm : Operator
{
    private const double UsualEpsilon = 1e-5;
    private const double UsualMomentum = 0.1;

    internal BatchNorm(int features, double epsilon = UsualEpsilon, double momentum = UsualMomentum)
    {
        Features = Argument.Positive(features, nameof(features));
        Epsilon = Argument.Positive(epsilon, nameof(epsilon));
        Momentum = Argument.Probability(momentum, nameof(momentum));
    }

    /// <summary>Gets the number of channels.</summary>
    public int Features { get; }

    /// <summary>Gets the number added to the variance.</summary>
    public double Epsilon { get; }

    /// <summary>Gets the weight of the batch in the running statistics, from 0 to 1.</summary>
    public double Momentum { get; }

    internal override Definition DefinedBy => KnownOperators.BatchNorm;

    internal override bool IsNorm => true;

    internal override double? NormEpsilon => Epsilon;

    internal override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var input = Shapes.Single(inputs);
        return input.Rank > 0 && input[0] == Features
            ? input
            : throw new ShapeException($"takes {Features} channels, got {input}");
    }

    private protected override IReadOnlyList<TensorSpec> DescribeParameters() => Shapes.Affine(Features);

    private protected override IReadOnlyList<TensorSpec> DescribeBuffers() =>
    [
        new TensorSpec(RunningMean, Shape.Of(Features), Initialization.Zeros),
        new TensorSpec("running_var", Shape.Of(Features), Initialization.Ones),
        new TensorSpec("num_batches_tracked", Shape.Of(), Initialization.Zeros, isInteger: true),
    ];

    private protected override ArgumentList Describe() => new ArgumentList()
        .Add("features", Features)
        .Add("epsilon", Epsilon, UsualEpsilon)
        .Add("momentum", Momentum, UsualMomentum);

    private protected override TResult Visit<TResult>(IOperatorVisitor<TResult> visitor) => visitor.Visit(this);
}

internal static partial class KnownOperators
{
    public static readonly Definition<Operator> BatchNorm = Of<BatchNorm>(
        values => new BatchNorm(values.Integer("features"), values.Number("epsilon"), values.Number("momentum")));
}
