namespace Transfer.Generators.Tests.Generation;

/// <summary>A text that was planned before is planned anew where it means something else.</summary>
public class KnownRecipesTests
{
    private const string Recipe = """
        using Transfer;
        namespace Shop;
        partial class Catalog
        {
            [Recipe] public static partial Plan Known();
            static Recipe KnownRecipe => Backbone.ResNet18().FreezeAll().Head(h => h.Linear(7).ReLU().Linear(3));
        }
        """;

    [Fact]
    public void The_same_text_gives_the_same_plan() => Assert.Equal(Plan(Recipe), Plan("class Other;", Recipe));

    [Theory]
    [InlineData("namespace Shop; class Backbone { public static Transfer.Recipe ResNet18() => Transfer.Backbone.AlexNet(); }")]
    [InlineData(
        "namespace Shop; partial class Catalog { class Backbone { public static Transfer.Recipe ResNet18() => "
        + "Transfer.Backbone.AlexNet(); } }")]
    [InlineData(
        "namespace Shop; partial class Catalog { static Other Backbone => new(); class Other { public Transfer.Recipe "
        + "ResNet18() => Transfer.Backbone.AlexNet(); } }")]
    public void A_type_or_member_that_hides_the_first_name_counts(string hiding)
    {
        var before = Plan(Recipe);
        Assert.Contains("resnet18", before, StringComparison.Ordinal);
        Assert.DoesNotContain("resnet18", Plan(Recipe, hiding), StringComparison.Ordinal);
        Assert.Equal(before, Plan(Recipe));
    }

    [Fact]
    public void A_method_of_the_program_is_read_each_time()
    {
        const string Steps =
            "namespace Shop; static class Steps { public static Transfer.Recipe Ours(this Transfer.Recipe recipe) => "
            + "recipe.Head(NUMBER); }";
        var recipe = Recipe.Replace("Head(h => h.Linear(7).ReLU().Linear(3))", "Ours()", StringComparison.Ordinal);
        var three = Plan(recipe, Steps.Replace("NUMBER", "3", StringComparison.Ordinal));
        var four = Plan(recipe, Steps.Replace("NUMBER", "4", StringComparison.Ordinal));
        Assert.NotEqual(three, four);
    }

    [Fact]
    public void Symbols_of_the_preprocessor_count()
    {
        var recipe = Recipe.Replace(".FreezeAll()", "\n#if FROZEN\n.FreezeAll()\n#endif\n", StringComparison.Ordinal);
        Assert.NotEqual(Plan("#define FROZEN\n" + recipe), Plan(recipe));
    }

    private static string Plan(params string[] files) =>
        Generate.Sources(files).Single(file => file.Key.Contains("Known", StringComparison.Ordinal)).Value;
}
