using Transfer.Common;
using Transfer.Recipes;

namespace Transfer;

/// <summary><c>.Epochs(…)</c>.</summary>
internal sealed class EpochsStep : Step
{
    public EpochsStep(int count) => Count = Argument.Positive(count, nameof(count));

    /// <summary>Gets the passes over the training set.</summary>
    public int Count { get; }

    internal override StepDefinition Definition => Steps.Epochs;

    private protected override ArgumentList Describe() => new ArgumentList().Add("count", Count);
}

internal static partial class Steps
{
    public static readonly StepDefinition Epochs = StepDefinition.Of<EpochsStep>(
        nameof(Recipe.Epochs),
        StepRole.Training,
        StepScope.Run,
        values => new EpochsStep(values.Integer("count")),
        lastHolds: true);
}

public sealed partial class Recipe
{
    /// <summary>Sets the passes over the training set; the default is 1.</summary>
    /// <param name="count">1 or more.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    public Recipe Epochs(int count) => With(new EpochsStep(count));
}
