using Transfer.Common;
using Transfer.Operators;
using Transfer.Recipes;

namespace Transfer;

/// <summary>
/// <c>.StochasticDepth(…)</c>: the largest probability of the stochastic depth layers; the others keep their proportion.
/// </summary>
internal sealed class StochasticDepthStep : Step
{
    public StochasticDepthStep(double probability) => Probability = Argument.Probability(probability, nameof(probability));

    /// <summary>Gets the share of examples that lose the deepest branch.</summary>
    public double Probability { get; }

    internal override StepDefinition Definition => Steps.StochasticDepth;

    internal override void Apply(INetworkState state) =>
        state.SetRandomLayers(this, Randomness.Branches, "stochastic depth", "drop the step");

    // The deepest layer gets the probability; the others keep their proportion to it.
    internal override Graphs.Graph Change(Graphs.Graph graph)
    {
        var largest = graph.Nodes.Select(node => node.Operator)
            .Where(op => op.Randomness == Randomness.Branches)
            .Select(op => op.Chance)
            .DefaultIfEmpty(0)
            .Max();
        return largest == 0 ? graph : graph.WithChances(Randomness.Branches, chance => chance / largest * Probability);
    }

    private protected override ArgumentList Describe() => new ArgumentList().Add("probability", Probability);
}

internal static partial class Steps
{
    public static readonly StepDefinition StochasticDepth = StepDefinition.Of<StochasticDepthStep>(
        nameof(Recipe.StochasticDepth),
        StepRole.Mode,
        StepScope.Run,
        values => new StochasticDepthStep(values.Number("probability")));
}

public sealed partial class Recipe
{
    /// <summary>
    /// Sets the probability of the deepest stochastic-depth layer; the others keep their proportion to it
    /// (torchvision's <c>stochastic_depth_prob=</c>).
    /// </summary>
    /// <param name="probability">The share of examples that lose the branch in training, from 0 to 1.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="probability"/> is outside 0 to 1.</exception>
    public Recipe StochasticDepth(double probability) => With(new StochasticDepthStep(probability));
}
