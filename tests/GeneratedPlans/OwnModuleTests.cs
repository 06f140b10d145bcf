using System.Runtime.CompilerServices;
using GeneratedPlans.Shop;
using Transfer.Generators.Tests.Generation;

namespace GeneratedPlans;

/// <summary>The gallery's recipe over a module of one's own: a module is code, so that its plan is made when it is first used.</summary>
public class OwnModuleTests
{
    [Fact]
    public void Its_plan_is_that_of_the_run_and_of_the_gallery()
    {
        var recipe = OwnModule.LightningRecipe;
        PlanEquality.Equal(recipe.Compile(), OwnModule.Lightning, recipe.ToString());
        Assert.Contains(OwnModule.Lightning.ToString(), File.ReadAllText(GallerySnapshot()).ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    private static string GallerySnapshot([CallerFilePath] string here = "") => Path.Combine(
        Path.GetDirectoryName(here)!, "..", "Transfer.Runtime.Tests", "Examples", "__snapshots__", "GalleryTests.lightning-own-module.snap");
}
