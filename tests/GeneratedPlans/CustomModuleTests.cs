using GeneratedPlans.Shop;
using Transfer.Generators.Tests;
using Transfer.Generators.Tests.Generation;
using Transfer.Tests;

namespace GeneratedPlans;

/// <summary>
/// The gallery's recipe over a custom module: a module is code, so that its plan is made when it is first used.
/// </summary>
public class CustomModuleTests
{
    [Fact]
    public void Its_plan_is_that_of_the_run_and_of_the_gallery()
    {
        var recipe = CustomPlanModule.LightningRecipe;
        PlanEquality.Equal(recipe.Compile(), CustomPlanModule.Lightning, recipe.ToString());

        var snapshots = Path.Combine(Repository.Root, "tests", "Transfer.Runtime.Tests", "Examples", "__snapshots__");
        var listing = File.ReadAllText(Path.Combine(snapshots, "GalleryTests.lightning-own-module.snap"));
        Assert.Contains(CustomPlanModule.Lightning.ToString(), listing.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }
}
