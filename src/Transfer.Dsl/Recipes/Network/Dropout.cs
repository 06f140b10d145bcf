using Transfer.Common;
using Transfer.Operators;
using Transfer.Recipes;

namespace Transfer;

/// <summary><c>.Dropout(…)</c>: one probability for all dropout layers that exist at this point.</summary>
internal sealed class DropoutStep : Step
{
    public DropoutStep(double probability) => Probability = Argument.Probability(probability, nameof(probability));

    /// <summary>Gets the share that is zeroed.</summary>
    public double Probability { get; }

    internal override StepDefinition Definition => Steps.Dropout;

    internal override void Apply(INetworkState state) => state.SetRandomLayers(
        this, Randomness.Elements, "dropout", "put some into the head, Head(…, dropout: …), or drop the step");

    internal override Graphs.Graph Change(Graphs.Graph graph) => graph.WithChances(Randomness.Elements, _ => Probability);

    private protected override ArgumentList Describe() => new ArgumentList().Add("probability", Probability);
}

internal static partial class Steps
{
    public static readonly StepDefinition Dropout = StepDefinition.Of<DropoutStep>(
        nameof(Recipe.Dropout), StepRole.Mode, StepScope.Run, values => new DropoutStep(values.Number("probability")));
}

public sealed partial class Recipe
{
    /// <summary>Sets the probability of all dropout layers that exist at this point (torchvision's <c>dropout=</c>).</summary>
    /// <param name="probability">The share that is zeroed in training, from 0 to 1.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="probability"/> is outside 0 to 1.</exception>
    public Recipe Dropout(double probability) => With(new DropoutStep(probability));
}
