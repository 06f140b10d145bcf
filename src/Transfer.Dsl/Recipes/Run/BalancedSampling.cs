using Transfer.Common;
using Transfer.Recipes;

namespace Transfer;

/// <summary>Images are drawn, with replacement, so that all classes are equally frequent (PyTorch's
/// <c>WeightedRandomSampler</c> with weights 1 / images of the class); an epoch has as many images as before.</summary>
public sealed class BalancedSampling : RunSetting
{
    internal BalancedSampling()
    {
    }

    internal override StepDefinition Definition => Steps.BalancedSampling;

    internal override bool HasPart => false;

    internal override IEnumerable<PlanLine> Lines => [new("Run", "all classes are equally frequent")];
}

internal static partial class Steps
{
    public static readonly StepDefinition BalancedSampling = StepDefinition.OfSetting<BalancedSampling>(
        nameof(Recipe.BalancedSampling), _ => new BalancedSampling(), lastHolds: true);
}

public sealed partial class Recipe
{
    /// <summary>Draws training images so that all classes are equally frequent; an epoch has as many images as before.</summary>
    /// <returns>The longer recipe.</returns>
    public Recipe BalancedSampling() =>
        With(new BalancedSampling());
}
