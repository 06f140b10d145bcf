using Transfer.Common;
using Transfer.Recipes;

namespace Transfer;

/// <summary><c>.LearningRate(…)</c>: the phase's own learning rate, in place of the optimizer's.</summary>
internal sealed class LearningRateStep : Step
{
    public LearningRateStep(double learningRate) => Value = Argument.LearningRate(learningRate);

    /// <summary>Gets the rate.</summary>
    public double Value { get; }

    internal override StepDefinition Definition => Steps.LearningRate;

    private protected override ArgumentList Describe() => new ArgumentList().Add("learningRate", Value);
}

internal static partial class Steps
{
    public static readonly StepDefinition LearningRate = StepDefinition.Of<LearningRateStep>(
        nameof(PhaseBuilder.LearningRate),
        StepRole.Training,
        StepScope.Phase,
        values => new LearningRateStep(values.Number("learningRate")),
        kind: PhaseRate, lastHolds: true);
}

public sealed partial class PhaseBuilder
{
    /// <summary>Sets this phase's learning rate, in place of the optimizer's; groups with a rate of their own keep it.</summary>
    /// <param name="learningRate">The rate, above 0.</param>
    /// <returns>The longer phase.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not above 0.</exception>
    public PhaseBuilder LearningRate(double learningRate) => With(new LearningRateStep(learningRate));
}
