using Transfer.Common;
using Transfer.Recipes;

namespace Transfer;

/// <summary>An exponential moving average of the weights, which validation and the finished model use.</summary>
public sealed class WeightAveraging : RunSetting
{
    internal WeightAveraging(double decay) => Decay = Argument.BelowOne(decay, nameof(decay));

    /// <summary>Gets the share of the average that each optimizer step keeps.</summary>
    public double Decay { get; }

    internal override StepDefinition Definition => Steps.AverageWeights;

    internal override IEnumerable<PlanLine> Lines => [new("Run", $"weights averaged with decay {Literal.Number(Decay)}")];

    private protected override ArgumentList Describe() => new ArgumentList().Add("decay", Decay);
}

internal static partial class Steps
{
    public static readonly StepDefinition AverageWeights = StepDefinition.OfSetting<WeightAveraging>(
        nameof(Recipe.AverageWeights), values => new WeightAveraging(values.Number("decay")), lastHolds: true);
}

public sealed partial class Recipe
{
    /// <summary>
    /// Keeps an exponential moving average of the weights, which validation and the finished model use:
    /// average ← decay · average + (1 - decay) · weights after each optimizer step (timm's <c>ModelEmaV2</c>).
    /// </summary>
    /// <param name="decay">At least 0 and below 1.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="decay"/> is outside its range.</exception>
    public Recipe AverageWeights(double decay = 0.9999) =>
        With(new WeightAveraging(decay));
}
