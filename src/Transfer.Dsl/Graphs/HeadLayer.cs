using Transfer.Common;
using Transfer.Operators;

namespace Transfer.Graphs;

/// <summary>Represents one layer of a new head, before its input is known.</summary>
internal abstract class HeadLayer : Construct
{
    /// <summary>Returns the operator that the layer becomes on an input.</summary>
    /// <param name="input">The input's shape.</param>
    public abstract Operator OperatorOn(Shape input);

    /// <summary>Represents a fully connected layer; in a convolutional head (SqueezeNet's) a 1×1 convolution.</summary>
    public sealed class Linear(int outFeatures, bool bias = true) : HeadLayer
    {
        public int OutFeatures { get; } = Argument.Positive(outFeatures, nameof(outFeatures));

        public bool Bias => bias;

        internal override Definition DefinedBy => HeadLayers.Linear;

        public override Operator OperatorOn(Shape input)
        {
            var usual = Initialization.TorchDefault(input.Rank == 3 ? input[0] : input[-1]);
            return input.Rank == 3
                ? new Conv2d(input[0], OutFeatures, 1, 1, 0, 1, 1, Bias, usual, usual)
                : new Operators.Linear(input[-1], OutFeatures, Bias, usual, usual);
        }

        private protected override ArgumentList Describe() =>
            new ArgumentList().Add("outFeatures", OutFeatures).Add("bias", bias, true);
    }

    /// <summary>Represents dropout.</summary>
    public sealed class Dropout(double probability) : HeadLayer
    {
        public double Probability { get; } = Argument.Probability(probability, nameof(probability));

        internal override Definition DefinedBy => HeadLayers.Dropout;

        public override Operator OperatorOn(Shape input) => new Operators.Dropout(Probability);

        private protected override ArgumentList Describe() => new ArgumentList().Add("probability", Probability);
    }

    /// <summary>Represents batch normalization over the features.</summary>
    public sealed class BatchNorm : HeadLayer
    {
        internal override Definition DefinedBy => HeadLayers.BatchNorm;

        public override Operator OperatorOn(Shape input) => new Operators.BatchNorm(input[0]);
    }

    /// <summary>Represents layer normalization over the features.</summary>
    public sealed class LayerNorm : HeadLayer
    {
        internal override Definition DefinedBy => HeadLayers.LayerNorm;

        public override Operator OperatorOn(Shape input) => new Operators.LayerNorm(input[-1]);
    }

    /// <summary>Represents an elementwise function that a head may contain.</summary>
    public sealed class Activation(ActivationKind kind) : HeadLayer
    {
        public ActivationKind Kind { get; } = kind is ActivationKind.ReLU or ActivationKind.GELU or ActivationKind.SiLU
            ? kind
            : throw new ArgumentOutOfRangeException(
                nameof(kind), kind, "A head has the elementwise functions ReLU, GELU and SiLU.");

        internal override Definition DefinedBy => HeadLayers.Activation;

        public override Operator OperatorOn(Shape input) => new Operators.Activation(Kind);

        internal override string Call() => $"{Kind}()";

        private protected override ArgumentList Describe() => new ArgumentList().Add("kind", Kind);
    }
}

/// <summary>Provides the kinds of head layers.</summary>
internal static class HeadLayers
{
    public static readonly Definition<HeadLayer> Linear = Definition<HeadLayer>.Of<HeadLayer.Linear>(
        nameof(Linear), ".", values => new HeadLayer.Linear(values.Integer("outFeatures"), values.Flag("bias")));

    public static readonly Definition<HeadLayer> Dropout = Definition<HeadLayer>.Of<HeadLayer.Dropout>(
        nameof(Dropout), ".", values => new HeadLayer.Dropout(values.Number("probability")));

    public static readonly Definition<HeadLayer> BatchNorm = Definition<HeadLayer>.Of<HeadLayer.BatchNorm>(
        nameof(BatchNorm), ".", _ => new HeadLayer.BatchNorm());

    public static readonly Definition<HeadLayer> LayerNorm = Definition<HeadLayer>.Of<HeadLayer.LayerNorm>(
        nameof(LayerNorm), ".", _ => new HeadLayer.LayerNorm());

    public static readonly Definition<HeadLayer> Activation = Definition<HeadLayer>.Of<HeadLayer.Activation>(
        nameof(Activation), ".", values => new HeadLayer.Activation(values.Member<ActivationKind>("kind")));

    // Explicit, so that the definitions exist before anything of this class is used.
    static HeadLayers()
    {
    }

    /// <summary>Returns the kind with the given name, or null.</summary>
    internal static Definition<HeadLayer>? Find(string name) => Definition<HeadLayer>.Find(name);
}
