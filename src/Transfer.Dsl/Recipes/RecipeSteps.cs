using Transfer.Recipes;

namespace Transfer;

/// <summary>The steps that a recipe and its phases share. Immutable: each call returns a longer one.</summary>
/// <typeparam name="TSelf">The recipe, or the phase.</typeparam>
public abstract partial class RecipeSteps<TSelf>
    where TSelf : RecipeSteps<TSelf>
{
    private protected RecipeSteps()
    {
    }

    private protected abstract TSelf With(Step step);
}
