namespace Transfer;

/// <summary>
/// Specifies that the compiler plans a recipe: on a static partial property or method that returns a <see cref="Plan"/>, whose
/// body the generator then writes. The recipe itself is a companion in the same type: a static property, a static readonly
/// field or a static method without parameters, of type <see cref="Recipe"/>.
/// </summary>
/// <param name="companion">
/// The companion's name, best by <c>nameof</c>; without it, the member's name followed by <c>Recipe</c>.
/// </param>
/// <example><code>
/// [Recipe]
/// public static partial Plan Flowers { get; }
///
/// private static Recipe FlowersRecipe => Backbone.ResNet18().Pretrained().FreezeAll().Head(102);
/// </code></example>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Method)]
public sealed class RecipeAttribute(string? companion = null) : Attribute
{
    /// <summary>Gets the companion's name; null for the member's name followed by <c>Recipe</c>.</summary>
    public string? Companion { get; } = companion;

    /// <summary>Gets or sets the recipe's name in <c>Recipes.All</c>; the default is the member's.</summary>
    public string? Name { get; set; }
}
