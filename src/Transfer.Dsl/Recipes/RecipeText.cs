using Transfer.Architectures;

namespace Transfer.Recipes;

/// <summary>Prints a recipe as the C# it stands for.</summary>
internal static class RecipeText
{
    /// <summary>Returns the backbone's line, then one line a step.</summary>
    public static IEnumerable<string> Lines(Architecture architecture, IReadOnlyList<Step> steps) =>
        steps.Select(step => "    " + step).Prepend($"Backbone.{architecture.Method}({architecture.Arguments})");
}
