using Transfer.Graphs;
using Transfer.Recipes;

namespace Transfer;

/// <summary><c>.Features()</c>: the classifier is taken off.</summary>
internal sealed class FeaturesStep : Step
{
    internal override StepDefinition Definition => Steps.Features;

    internal override void Apply(INetworkState state) => state.ReplaceHead(this);

    internal override Graph Change(Graph graph) => graph.ReplaceHead([]);
}

internal static partial class Steps
{
    public static readonly StepDefinition Features = StepDefinition.Of<FeaturesStep>(
        nameof(Recipe.Features), StepRole.Network, StepScope.Run, _ => new FeaturesStep(), kind: nameof(Recipe.Head));
}

public sealed partial class Recipe
{
    /// <summary>Takes the classifier off, as <c>model.fc = nn.Identity()</c> does: the network gives its features.</summary>
    /// <returns>The longer recipe.</returns>
    public Recipe Features() => With(new FeaturesStep());
}
