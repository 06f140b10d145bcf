using Transfer.Planning;
using Transfer.Recipes;

namespace Transfer.Rules;

/// <summary>Provides what the rules about learning rates have in common.</summary>
internal static class Rates
{
    /// <summary>Returns whether everything that sets learning rates is known.</summary>
    public static bool AreKnown(SimulatedRecipe recipe) => recipe.Knows(
        Steps.Optimizer, Steps.Group, Steps.LearningRates, Steps.LayerDecay);

    /// <summary>Returns whether the recipe gives parameters rates of their own.</summary>
    public static bool Differ(SimulatedRecipe recipe) => recipe.Phases.Any(phase =>
        phase.Steps.Any(step => step is GroupStep or LearningRatesStep or LayerDecayStep));
}
