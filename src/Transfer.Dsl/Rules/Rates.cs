using Transfer.Planning;
using Transfer.Steps;

namespace Transfer.Rules;

/// <summary>What the rules about learning rates ask first.</summary>
internal static class Rates
{
    /// <summary>Whether everything that sets learning rates is known.</summary>
    public static bool AreKnown(RecipeFacts facts) => facts.Knows(
        nameof(Recipe.Optimizer), nameof(Recipe.Group), nameof(Recipe.LearningRates), nameof(Recipe.LayerDecay));

    /// <summary>Whether the recipe gives parameters rates of their own.</summary>
    public static bool Differ(RecipeFacts facts) => facts.Phases.Any(phase =>
        phase.Steps.Any(step => step is GroupStep or LearningRatesStep or LayerDecayStep));
}
