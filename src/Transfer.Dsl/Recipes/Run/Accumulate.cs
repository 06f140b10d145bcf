using Transfer.Common;
using Transfer.Recipes;

namespace Transfer;

/// <summary>The gradients of several batches are averaged for one optimizer step.</summary>
public sealed class GradientAccumulation : RunSetting
{
    internal GradientAccumulation(int batches) => Batches = Argument.Positive(batches, nameof(batches));

    /// <summary>Gets how many batches.</summary>
    public int Batches { get; }

    internal override StepDefinition Definition => Steps.Accumulate;

    internal override bool IsDefault => Batches == 1;

    internal override IEnumerable<PlanLine> Lines => [new("Run", $"an optimizer step every {Literal.Number(Batches)} batches")];

    private protected override ArgumentList Describe() => new ArgumentList().Add("batches", Batches);
}

internal static partial class Steps
{
    public static readonly StepDefinition Accumulate = StepDefinition.OfSetting<GradientAccumulation>(
        nameof(Recipe.Accumulate), values => new GradientAccumulation(values.Integer("batches")), lastHolds: true);
}

public sealed partial class Recipe
{
    /// <summary>Averages the gradients of several batches for one optimizer step, as a batch of all their images would.</summary>
    /// <param name="batches">How many, 1 or more; the last step of an epoch takes what is left.</param>
    /// <returns>The longer recipe.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="batches"/> is below 1.</exception>
    public Recipe Accumulate(int batches) =>
        With(new GradientAccumulation(batches));
}
