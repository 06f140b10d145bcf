using Transfer.Common;
using Transfer.Recipes;

namespace Transfer;

/// <summary><c>.Seed(…)</c>: fixes everything random.</summary>
internal sealed class SeedStep : Step
{
    public SeedStep(int value) => Value = value;

    /// <summary>Gets the seed.</summary>
    public int Value { get; }

    internal override StepDefinition Definition => Steps.Seed;

    private protected override ArgumentList Describe() => new ArgumentList().Add("value", Value);
}

internal static partial class Steps
{
    public static readonly StepDefinition Seed = StepDefinition.Of<SeedStep>(
        nameof(Recipe.Seed), StepRole.Run, StepScope.Run, values => new SeedStep(values.Integer("value")), lastHolds: true);
}

public sealed partial class Recipe
{
    /// <summary>
    /// Fixes everything random: new parameters, the order of the images, dropout. Without it each run draws its own.
    /// </summary>
    /// <param name="value">The seed.</param>
    /// <returns>The longer recipe.</returns>
    public Recipe Seed(int value) => With(new SeedStep(value));
}
