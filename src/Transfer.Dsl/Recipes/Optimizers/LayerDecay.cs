using Transfer.Common;
using Transfer.Recipes;

namespace Transfer;

/// <summary><c>.LayerDecay(…)</c>: each stage's rate is that of the one after it times a factor.</summary>
internal sealed class LayerDecayStep : Step
{
    public LayerDecayStep(double decay) => Decay = Argument.Share(decay, nameof(decay));

    /// <summary>Gets the factor.</summary>
    public double Decay { get; }

    internal override StepDefinition Definition => Steps.LayerDecay;

    private protected override ArgumentList Describe() => new ArgumentList().Add("decay", Decay);
}

internal static partial class Steps
{
    public static readonly StepDefinition LayerDecay = StepDefinition.Of<LayerDecayStep>(
        nameof(Recipe.LayerDecay), StepRole.Training, StepScope.Both, values => new LayerDecayStep(values.Number("decay")),
        kind: StageRates, lastHolds: true);
}

public abstract partial class RecipeSteps<TSelf>
{
    /// <summary>
    /// Gives each stage the learning rate of the stage after it times a factor, down from the head, which has the optimizer's
    /// rate, as timm's <c>param_groups_layer_decay</c> does (Clark et al. 2020, Bao et al. 2021). Each stage
    /// (<see cref="UnfreezeLast"/>) becomes a group.
    /// </summary>
    /// <param name="decay">The factor, above 0 and at most 1; 0.75 is usual for transformers.</param>
    /// <returns>What it was called on, with this step more.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="decay"/> is outside its range.</exception>
    public TSelf LayerDecay(double decay) => With(new LayerDecayStep(decay));
}
