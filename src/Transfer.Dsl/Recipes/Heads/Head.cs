using Transfer.Common;
using Transfer.Graphs;
using Transfer.Operators;
using Transfer.Recipes;

namespace Transfer;

/// <summary><c>.Head(…)</c>: new layers take the classifier's place.</summary>
internal sealed class HeadStep : Step
{
    public HeadStep(IReadOnlyList<HeadLayer> layers) => Layers = layers.Count > 0
        ? layers.ToEquatableList()
        : throw new ArgumentException("The head has no layers. To remove the classifier, use Features().", nameof(layers));

    /// <summary>Gets the layers, first to last.</summary>
    public EquatableList<HeadLayer> Layers { get; }

    internal override StepDefinition Definition => Steps.Head;

    internal override void Apply(INetworkState state) => state.ReplaceHead(this);

    internal override Graph Change(Graph graph) => graph.ReplaceHead(Layers);

    internal override string Call() => Layers switch
    {
        [HeadLayer.Linear { Bias: true } linear] => $"Head({Literal.Number(linear.OutFeatures)})",
        [HeadLayer.Dropout dropout, HeadLayer.Linear { Bias: true } linear] =>
            $"Head({Literal.Number(linear.OutFeatures)}, dropout: {Literal.Number(dropout.Probability)})",
        _ => $"Head(h => h{string.Concat(Layers)})",
    };

    private protected override ArgumentList Describe() => new ArgumentList().AddUnwritten("layers", Layers);
}

internal static partial class Steps
{
    public static readonly StepDefinition Head = StepDefinition.Of<HeadStep>(
        nameof(Recipe.Head),
        StepRole.Network,
        StepScope.Run,
        values => new HeadStep(values.Constructs("layers", HeadLayers.Find)));
}

public sealed partial class Recipe
{
    /// <summary>Puts a new fully connected layer in the classifier's place; it trains.</summary>
    /// <param name="classes">Length of its output, 1 or more.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="classes"/> is below 1.</exception>
    public Recipe Head(int classes) => With(new HeadStep([ClassLayer(classes)]));

    /// <summary>Puts dropout and a new fully connected layer in the classifier's place.</summary>
    /// <param name="classes">Length of its output, 1 or more.</param>
    /// <param name="dropout">The share of the features that is zeroed in training, from 0 to 1.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public Recipe Head(int classes, double dropout) =>
        With(new HeadStep([new HeadLayer.Dropout(Argument.Probability(dropout, nameof(dropout))), ClassLayer(classes)]));

    /// <summary>Puts layers of your own in the classifier's place: <c>.Head(h => h.Linear(256).ReLU().Linear(10))</c>.</summary>
    /// <param name="build">Gives the head, starting from an empty one.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentException">The head has no layer; for none, use <see cref="Features"/>.</exception>
    public Recipe Head(Func<HeadBuilder, HeadBuilder> build)
    {
        Argument.NotNull(build, nameof(build));
        var head = build(new HeadBuilder(EquatableList<HeadLayer>.Empty));
        return head.Layers.Count > 0
            ? With(new HeadStep(head.Layers))
            : throw new ArgumentException("The head has no layers. To remove the classifier, use Features().", nameof(build));
    }

    private static HeadLayer.Linear ClassLayer(int classes) => new(Argument.Positive(classes, nameof(classes)));
}

/// <summary>The layers of a new head, first to last. Immutable: each call returns a head with one layer more.</summary>
public sealed class HeadBuilder
{
    internal HeadBuilder(EquatableList<HeadLayer> layers) => Layers = layers;

    internal EquatableList<HeadLayer> Layers { get; }

    /// <summary>Adds a fully connected layer; its input size follows from the layer before it.</summary>
    /// <param name="outFeatures">Length of its output, 1 or more.</param>
    /// <param name="bias">Whether a bias is added.</param>
    /// <returns>The longer head.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="outFeatures"/> is below 1.</exception>
    public HeadBuilder Linear(int outFeatures, bool bias = true) =>
        With(new HeadLayer.Linear(Argument.Positive(outFeatures, nameof(outFeatures)), bias));

    /// <summary>Adds ReLU: max(x, 0).</summary>
    /// <returns>The longer head.</returns>
    public HeadBuilder ReLU() => With(new HeadLayer.Activation(ActivationKind.ReLU));

    /// <summary>Adds GELU: x · Φ(x).</summary>
    /// <returns>The longer head.</returns>
    public HeadBuilder GELU() => With(new HeadLayer.Activation(ActivationKind.GELU));

    /// <summary>Adds SiLU: x · sigmoid(x).</summary>
    /// <returns>The longer head.</returns>
    public HeadBuilder SiLU() => With(new HeadLayer.Activation(ActivationKind.SiLU));

    /// <summary>Adds dropout.</summary>
    /// <param name="probability">The share that is zeroed in training, from 0 to 1; PyTorch's default is 0.5.</param>
    /// <returns>The longer head.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="probability"/> is outside 0 to 1.</exception>
    public HeadBuilder Dropout(double probability = 0.5) =>
        With(new HeadLayer.Dropout(Argument.Probability(probability, nameof(probability))));

    /// <summary>Adds batch normalization over the features.</summary>
    /// <returns>The longer head.</returns>
    public HeadBuilder BatchNorm() => With(new HeadLayer.BatchNorm());

    /// <summary>Adds layer normalization over the features.</summary>
    /// <returns>The longer head.</returns>
    public HeadBuilder LayerNorm() => With(new HeadLayer.LayerNorm());

    private HeadBuilder With(HeadLayer layer) => new(Layers.Append(layer).ToEquatableList());
}
