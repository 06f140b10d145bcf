using CsCheck;

namespace Transfer.Tests.Serialization;

public class RoundTripTests
{
    [Fact]
    public void Random_plans_read_back_equal() =>
        RandomRecipes.All.Sample(recipe => AssertReadsBack(recipe.Compile()), iter: 200);

    [Fact]
    public void Random_plans_of_several_phases_read_back_equal() =>
        RandomRecipes.WithPhases.Sample(recipe => AssertReadsBack(recipe.Compile()), iter: 200);

    [Fact]
    public void Recipes_of_the_whole_language_are_refused_or_their_plans_read_back_equal()
    {
        foreach (var recipe in RandomRecipes.OfTheWholeLanguage(200))
        {
            if (Record.Exception(() => AssertReadsBack(recipe.Compile())) is { } failure)
            {
                Assert.IsType<RecipeException>(failure);
            }
        }
    }

    [Fact]
    public void Texts_with_quotes_line_breaks_and_letters_of_all_languages_survive() =>
        AssertReadsBack(Recipes.TinyWithEverything.Compile());

    [Fact]
    public void Doubles_survive_to_the_last_bit() => Gen.Double.Where(rate => rate > 0 && double.IsFinite(rate)).Sample(
        rate => Plan.FromJson(Tiny.Recipe().Group("features", rate).Compile().ToJson()).Phases[0].Groups[0].LearningRate == rate,
        iter: 200);

    [Fact]
    public void Members_in_another_order_read_as_well()
    {
        var plan = Tiny.Recipe().Compile();
        var json = plan.ToJson().Replace(
            "{\"type\":\"AdamW\",\"learningRate\":0.001,",
            "{\"learningRate\":0.001,\"type\":\"AdamW\",",
            StringComparison.Ordinal);

        Assert.NotEqual(plan.ToJson(), json);
        Assert.Equal(plan, Plan.FromJson(json));
    }

    [Fact]
    public void Lines_end_in_LF_and_hold_one_node_each()
    {
        var plan = Recipes.Headline.Compile();
        var lines = plan.ToJson().Split('\n');

        Assert.DoesNotContain(lines, line => line.EndsWith('\r'));
        Assert.Equal(plan.Graph.Nodes.Count, lines.Count(line => line.Contains("\"operator\":", StringComparison.Ordinal)));
    }

    private static void AssertReadsBack(Plan plan)
    {
        var json = plan.ToJson();
        var back = Plan.FromJson(json);
        Assert.Equal(plan, back);
        Assert.Equal(plan.GetHashCode(), back.GetHashCode());
        Assert.Equal(plan.ToString(), back.ToString());
        Assert.Equal(json, back.ToJson());
    }
}
