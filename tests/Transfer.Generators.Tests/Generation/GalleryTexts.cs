using Transfer.Tests;

namespace Transfer.Generators.Tests.Generation;

/// <summary>The gallery's recipes as C#, from the snapshots of their plans.</summary>
internal static class GalleryTexts
{
    /// <summary>
    /// Every one over a built-in backbone. A module of the user's own is made by code, which only a run has: GeneratedPlans
    /// compares that one's plan.
    /// </summary>
    public static IReadOnlyList<string> All() =>
        Directory.GetFiles(
                Path.Combine(Repository.Root, "tests", "Transfer.Runtime.Tests", "Examples", "__snapshots__"),
                "GalleryTests.*.snap")
            .Order(StringComparer.Ordinal)
            .Select(path => RecipeOf(File.ReadAllText(path).ReplaceLineEndings("\n")))
            .Where(recipe => !recipe.StartsWith("Backbone.From(", StringComparison.Ordinal))
            .ToArray();

    // A plan's text begins with its recipe.
    private static string RecipeOf(string plan)
    {
        var start = plan.IndexOf("Backbone.", StringComparison.Ordinal);
        return plan[start..plan.IndexOf("\n\n", start, StringComparison.Ordinal)];
    }
}
