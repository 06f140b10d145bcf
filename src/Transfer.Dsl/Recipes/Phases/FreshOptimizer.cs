using Transfer.Common;
using Transfer.Recipes;

namespace Transfer;

/// <summary>
/// <c>.FreshOptimizer()</c>: the phase forgets the optimizer's state (momentum, Adam's means) of the phase before.
/// </summary>
internal sealed class FreshOptimizerStep : Step
{
    internal override StepDefinition Definition => Steps.FreshOptimizer;
}

internal static partial class Steps
{
    public static readonly StepDefinition FreshOptimizer = StepDefinition.Of<FreshOptimizerStep>(
        nameof(PhaseBuilder.FreshOptimizer), StepRole.Training, StepScope.Phase, _ => new FreshOptimizerStep(), lastHolds: true);
}

public sealed partial class PhaseBuilder
{
    /// <summary>
    /// Forgets the optimizer's state (momentum, Adam's means) of the phase before. Without it, parameters that go on training
    /// keep theirs, as in PyTorch when groups join by <c>add_param_group</c>; those that join start fresh either way.
    /// </summary>
    /// <returns>The longer phase.</returns>
    public PhaseBuilder FreshOptimizer() => With(new FreshOptimizerStep());
}
