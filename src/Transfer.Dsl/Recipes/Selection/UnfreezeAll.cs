using Transfer.Common;
using Transfer.Recipes;

namespace Transfer;

/// <summary><c>.UnfreezeAll()</c>: every parameter trains.</summary>
internal sealed class UnfreezeAllStep : Step
{
    internal override StepDefinition Definition => Steps.UnfreezeAll;

    internal override void Apply(INetworkState state) => state.SetFrozen(state.Graph.Parameters, frozen: false);
}

internal static partial class Steps
{
    public static readonly StepDefinition UnfreezeAll = StepDefinition.Of<UnfreezeAllStep>(
        nameof(Recipe.UnfreezeAll), StepRole.Selection, StepScope.Both, _ => new UnfreezeAllStep());
}

public abstract partial class RecipeSteps<TSelf>
{
    /// <summary>Makes every parameter that exists at this point train.</summary>
    /// <returns>What it was called on, with this step more.</returns>
    public TSelf UnfreezeAll() => With(new UnfreezeAllStep());
}
