extern alias generators;

using CsCheck;
using RuleSet = generators::Transfer.Rules.RuleSet;

namespace Transfer.Generators.Tests.Agreement;

/// <summary>One set of rules: what the analyzer says of a recipe is what its run says.</summary>
public class AgreementTests
{
    /// <summary>The table, by topic.</summary>
    public static TheoryData<string> Topics => new(Table.Keys);

    private static Dictionary<string, string[]> Table { get; } = Read();

    [Theory]
    [MemberData(nameof(Topics))]
    public void Compiler_and_run_say_the_same(string topic)
    {
        var verdicts = BothWays.Judge(Table[topic]);
        Assert.True(verdicts.All(verdict => verdict.Agrees), string.Join("\n", verdicts.Where(verdict => !verdict.Agrees)));
    }

    [Fact]
    public void Compiler_and_run_say_the_same_of_recipes_at_random() => RandomRecipes.All.Array[100].Sample(
        recipes =>
        {
            var verdicts = BothWays.Judge(recipes);
            Assert.True(verdicts.All(verdict => verdict.Agrees), string.Join("\n", verdicts.Where(verdict => !verdict.Agrees)));
        },
        iter: 25,
        threads: 1);

    [Fact]
    public void The_table_has_a_recipe_for_each_rule()
    {
        var said = Table.Values
            .SelectMany(recipes => BothWays.Judge(recipes))
            .SelectMany(verdict => verdict.Run)
            .Select(said => said.Rule)
            .ToHashSet();
        Assert.Empty(RuleSet.All.Select(rule => rule.Id).Except(said));
    }

    [Fact]
    public void The_table_has_no_recipe_twice()
    {
        var recipes = Table.Values.SelectMany(recipes => recipes).ToArray();
        Assert.True(recipes.Length >= 200);
        Assert.Equal(recipes.Distinct(), recipes);
    }

    private static Dictionary<string, string[]> Read() => File
        .ReadAllText(Path.Combine(AppContext.BaseDirectory, "Agreement", "Recipes.txt"))
        .ReplaceLineEndings("\n")
        .Split("# ", StringSplitOptions.RemoveEmptyEntries)
        .Select(part => part.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        .ToDictionary(parts => parts[0], parts => parts[1..]);
}
