using Transfer.Common;
using Transfer.Recipes;

namespace Transfer;

/// <summary><c>.FreezeAll()</c>: every parameter that exists at this point is frozen.</summary>
internal sealed class FreezeAllStep : Step
{
    internal override StepDefinition Definition => Steps.FreezeAll;

    internal override void Apply(INetworkState state) => state.SetFrozen(state.Graph.Parameters, frozen: true);
}

internal static partial class Steps
{
    public static readonly StepDefinition FreezeAll = StepDefinition.Of<FreezeAllStep>(
        nameof(Recipe.FreezeAll), StepRole.Selection, StepScope.Both, _ => new FreezeAllStep());
}

public abstract partial class RecipeSteps<TSelf>
{
    /// <summary>Freezes every parameter that exists at this point of the recipe: a head that was put on before, too.</summary>
    /// <returns>What it was called on, with this step more.</returns>
    public TSelf FreezeAll() => With(new FreezeAllStep());
}
