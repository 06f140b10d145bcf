using Transfer.Common;
using Transfer.Recipes;

namespace Transfer;

/// <summary><c>.LearningRates(…)</c>: rates that rise from the first stage to the head, each by the same factor.</summary>
internal sealed class LearningRatesStep : Step
{
    public LearningRatesStep(double lowest, double highest)
    {
        Lowest = Argument.LearningRate(lowest, nameof(lowest));
        Highest = Argument.LearningRate(highest, nameof(highest));
        if (lowest > highest)
        {
            throw new ArgumentOutOfRangeException(
                nameof(lowest),
                $"The first argument is the first stage's rate, at most the head's: {Literal.Number(lowest)} is above "
                    + $"{Literal.Number(highest)}. Did you mean LearningRates({Literal.Number(highest)}, "
                    + $"{Literal.Number(lowest)})?");
        }
    }

    /// <summary>Gets the first stage's rate.</summary>
    public double Lowest { get; }

    /// <summary>Gets the head's rate.</summary>
    public double Highest { get; }

    internal override StepDefinition Definition => Steps.LearningRates;

    private protected override ArgumentList Describe() => new ArgumentList().Add("lowest", Lowest).Add("highest", Highest);
}

internal static partial class Steps
{
    /// <summary>The kind of the steps by which rates follow depth.</summary>
    private const string StageRates = "Rates";

    public static readonly StepDefinition LearningRates = StepDefinition.Of<LearningRatesStep>(
        nameof(Recipe.LearningRates),
        StepRole.Training,
        StepScope.Both,
        values => new LearningRatesStep(values.Number("lowest"), values.Number("highest")),
        kind: StageRates, lastHolds: true);
}

public abstract partial class RecipeSteps<TSelf>
{
    /// <summary>
    /// Sets learning rates that rise from the first stage to the head, each by the same factor, as fastai's <c>slice(lowest,
    /// highest)</c>. Each stage (<see cref="UnfreezeLast"/>) becomes a group; <see cref="Group"/> can still give layers their
    /// own rate.
    /// </summary>
    /// <param name="lowest">The first stage's rate, above 0.</param>
    /// <param name="highest">The head's rate, not below it.</param>
    /// <returns>What it was called on, with this step more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A rate is not above 0, or the lowest is the larger one.</exception>
    public TSelf LearningRates(double lowest, double highest) => With(new LearningRatesStep(lowest, highest));
}
