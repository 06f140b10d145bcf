using Transfer.Common;

namespace Transfer;

/// <summary>A recipe of a program, as <c>Recipes.All</c> lists it.</summary>
public sealed class RecipeEntry
{
    private readonly Func<Plan> plan;
    private readonly Func<Recipe> recipe;

    /// <summary>Returns an entry. Nothing is made before it is asked for.</summary>
    /// <param name="name">The recipe's name.</param>
    /// <param name="summary">What it is, in a sentence.</param>
    /// <param name="plan">Gives its plan.</param>
    /// <param name="recipe">Gives the recipe itself.</param>
    public RecipeEntry(string name, string summary, Func<Plan> plan, Func<Recipe> recipe)
    {
        Argument.Named(name, nameof(name));
        Argument.NotNull(summary, nameof(summary));
        Argument.NotNull(plan, nameof(plan));
        Argument.NotNull(recipe, nameof(recipe));
        Name = name;
        Summary = summary;
        this.plan = plan;
        this.recipe = recipe;
    }

    /// <summary>
    /// Gets the recipe's name: that of the member with <see cref="RecipeAttribute"/>, or the one that the attribute gives.
    /// </summary>
    public string Name { get; }

    /// <summary>Gets the summary of the member's documentation, or else one of the plan.</summary>
    public string Summary { get; }

    /// <summary>Gets the plan.</summary>
    public Plan Plan => plan();

    /// <summary>Makes the recipe, to continue from.</summary>
    /// <returns>The recipe.</returns>
    public Recipe CreateRecipe() => recipe();

    /// <summary>Returns the name and the summary.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Name}: {Summary}";
}
