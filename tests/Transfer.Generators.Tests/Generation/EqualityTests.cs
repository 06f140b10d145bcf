using System.Globalization;
using System.Reflection;
using CsCheck;
using Transfer.Generators.Tests.Agreement;

namespace Transfer.Generators.Tests.Generation;

/// <summary>A generated plan is what <c>Compile()</c> gives.</summary>
public class EqualityTests
{
    private const int Batch = 100;
    private const int Batches = 25;

    [Fact]
    public void Plans_of_random_recipes_are_those_of_the_run()
    {
        var planned = 0;
        RandomRecipes.All.Array[Batch].Sample(
            recipes => planned += Compare([.. recipes.Select(recipe => recipe[..^".Compile()".Length])]),
            iter: Batches,
            threads: 1);
        Assert.True(planned >= 500, $"{planned} recipes had a plan");
    }

    [Fact]
    public void Plans_of_the_gallery_are_those_of_the_run()
    {
        var recipes = GalleryTexts.All();
        Assert.True(recipes.Count >= 15, $"{recipes.Count} recipes");
        Assert.Equal(recipes.Count, Compare(recipes));
    }

    /// <summary>
    /// Compiles recipes with the generator, and compares its plans with the run's; the number of recipes that have one.
    /// </summary>
    private static int Compare(IReadOnlyList<string> recipes)
    {
        var assembly = Generate.Load([.. recipes.Select(Program)]);
        var planned = 0;
        for (var i = 0; i < recipes.Count; i++)
        {
            var type = assembly.GetType($"Recipes{i.ToString(CultureInfo.InvariantCulture)}")!;
            Plan expected;
            try
            {
                expected = ((Recipe)Invoke(type, "GetRecipe")!).Compile();
            }
            catch (Exception error) when (
                error is RecipeException or TargetInvocationException { InnerException: ArgumentException })
            {
                continue;
            }

            // Not the fallback, which would be equal for free.
            Assert.NotNull(assembly.GetType($"Transfer.Generated.Recipes{i.ToString(CultureInfo.InvariantCulture)}_Get"));
            var plan = (Plan)Invoke(type, "Get")!;
            PlanEquality.Equal(expected, plan, recipes[i]);
            planned++;
        }

        return planned;
    }

    private static object? Invoke(Type type, string method) =>
        type.GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)!.Invoke(null, null);

    private static string Program(string recipe, int number) => $$"""
        using System.Collections.Generic;
        using Transfer;
        static partial class Recipes{{number.ToString(CultureInfo.InvariantCulture)}}
        {
            [Recipe]
            public static partial Plan Get();
            private static Recipe GetRecipe() => {{recipe}};
        }
        """;
}
