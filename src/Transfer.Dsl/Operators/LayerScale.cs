using Transfer.Common;

namespace Transfer.Operators;

/// <summary>Represents a learned factor for each channel (Touvron et al. 2021), as ConvNeXt's <c>layer_scale</c>.</summary>
public sealed class LayerScale : Operator
{
    internal LayerScale(int features, double initial)
    {
        Features = Argument.Positive(features, nameof(features));
        Initial = Argument.Finite(initial, nameof(initial));
    }

    /// <summary>Gets the number of channels.</summary>
    public int Features { get; }

    /// <summary>Gets the initial value of each factor.</summary>
    internal double Initial { get; }

    internal override Definition DefinedBy => KnownOperators.LayerScale;

    internal override Shape Infer(IReadOnlyList<Shape> inputs)
    {
        var input = Shapes.Image(inputs);
        return input[0] == Features ? input : throw new ShapeException($"takes {Features} channels, got {input}");
    }

    private protected override IReadOnlyList<TensorSpec> DescribeParameters() =>
        [new TensorSpec("layer_scale", Shape.Of(Features, 1, 1), Initialization.Constant(Initial))];

    private protected override ArgumentList Describe() => new ArgumentList().Add("features", Features).Add("initial", Initial);

    private protected override TResult Visit<TResult>(IOperatorVisitor<TResult> visitor) => visitor.Visit(this);
}

internal static partial class KnownOperators
{
    public static readonly Definition<Operator> LayerScale = Of<LayerScale>(
        values => new LayerScale(values.Integer("features"), values.Number("initial")));
}
