using Transfer.Common;

namespace Transfer.Operators;

/// <summary>Represents a fully connected layer over the last dimension, as <c>torch.nn.Linear</c>.</summary>
public sealed class Linear : Operator
{
    internal Linear(
        int inFeatures, int outFeatures, bool bias, Initialization weightInitialization, Initialization biasInitialization)
    {
        InFeatures = Argument.Positive(inFeatures, nameof(inFeatures));
        OutFeatures = Argument.Positive(outFeatures, nameof(outFeatures));
        Bias = bias;
        WeightInitialization = Argument.NotNull(weightInitialization, nameof(weightInitialization));
        BiasInitialization = Argument.NotNull(biasInitialization, nameof(biasInitialization));
    }

    /// <summary>Gets the length of the input's last dimension.</summary>
    public int InFeatures { get; }

    /// <summary>Gets the length of the output's last dimension.</summary>
    public int OutFeatures { get; }

    /// <summary>Gets a value indicating whether a bias is added.</summary>
    public bool Bias { get; }

    /// <summary>Gets the initialization of a new weight.</summary>
    internal Initialization WeightInitialization { get; }

    /// <summary>Gets the initialization of a new bias.</summary>
    internal Initialization BiasInitialization { get; }

    internal override Definition DefinedBy => KnownOperators.Linear;

    internal override Operator WithBias =>
        Bias ? this : new Linear(InFeatures, OutFeatures, bias: true, WeightInitialization, BiasInitialization);

    internal override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var input = Shapes.Single(inputs);
        return input.Rank > 0 && input[-1] == InFeatures
            ? new Shape(input.Dimensions.Take(input.Rank - 1).Append(OutFeatures).ToEquatableList())
            : throw new ShapeException($"takes {InFeatures} features, got {input}");
    }

    internal override long MultiplyAdds(IReadOnlyList<Shape> inputs, Shape output) => output.Elements * InFeatures;

    private protected override IReadOnlyList<TensorSpec> DescribeParameters()
    {
        var weight = new TensorSpec("weight", Shape.Of(OutFeatures, InFeatures), WeightInitialization);
        return Bias ? [weight, new TensorSpec("bias", Shape.Of(OutFeatures), BiasInitialization)] : [weight];
    }

    private protected override ArgumentList Describe() => new ArgumentList()
        .Add("inFeatures", InFeatures)
        .Add("outFeatures", OutFeatures)
        .Add("bias", Bias, true)
        .AddNamed("weightInitialization", WeightInitialization)
        .AddNamed("biasInitialization", BiasInitialization);

    private protected override TResult Visit<TResult>(IOperatorVisitor<TResult> visitor) => visitor.Visit(this);
}

internal static partial class KnownOperators
{
    public static readonly Definition<Operator> Linear = Of<Linear>(values => new Linear(
        values.Integer("inFeatures"),
        values.Integer("outFeatures"),
        values.Flag("bias"),
        values.Initialization("weightInitialization"),
        values.Initialization("biasInitialization")));
}
