using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Transfer.Generators.Generation;

namespace Transfer.Generators.Benchmarks;

/// <summary>What the generator costs a key stroke in 1,000 files with 20 recipes, beside a generator that does nothing.</summary>
internal static class GeneratorBenchmark
{
    private const int Files = 1000;
    private const int Recipes = 20;
    private const int Rounds = 60;
    private const int WarmUp = 20;

    public static void Run()
    {
        var plain = Programs.Of(Files, recipes: null);
        var program = plain.AddSyntaxTrees(Enumerable.Range(0, Recipes).Select(i => Parse(Recipe(i, classes: 10), $"Recipe{i}.cs")));
        Compare("key stroke in a file without recipe", program, round => (0, $"class Other {{ int Member{round}; }}"));
        Compare("key stroke in a recipe", program, round => (Files, Recipe(0, classes: 10 + round)));
    }

    private static void Compare(string what, CSharpCompilation program, Func<int, (int File, string Text)> edit)
    {
        var own = Driver(new RecipeGenerator()).RunGenerators(program);
        var empty = Driver(new EmptyGenerator()).RunGenerators(program);
        var ownTimes = new List<double>();
        var emptyTimes = new List<double>();
        for (var round = 0; round < WarmUp + Rounds; round++)
        {
            var (file, text) = edit(round);
            var tree = program.SyntaxTrees[file];
            program = program.ReplaceSyntaxTree(tree, Parse(text, tree.FilePath));

            // In turns, each on a compilation of its own: binding that one has paid for is not the other's gain.
            var emptyTime = Time(ref empty, program.Clone());
            var ownTime = Time(ref own, program.Clone());
            if (round >= WarmUp)
            {
                ownTimes.Add(ownTime);
                emptyTimes.Add(emptyTime);
            }
        }

        Report.Print(what + ": generator", ownTimes, "ms");
        Report.Print(what + ": empty generator", emptyTimes, "ms");
        Report.Print(what + ": difference", ownTimes.Zip(emptyTimes, (one, other) => one - other), "ms");
    }

    private static GeneratorDriver Driver(IIncrementalGenerator generator) => CSharpGeneratorDriver.Create(generator);

    private static double Time(ref GeneratorDriver driver, CSharpCompilation program)
    {
        var watch = Stopwatch.StartNew();
        driver = driver.RunGenerators(program);
        return watch.Elapsed.TotalMilliseconds;
    }

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(text, path: path);

    private static string Recipe(int number, int classes) => string.Create(CultureInfo.InvariantCulture, $$"""
        using Transfer;
        namespace Measured.Recipes{{number}};
        partial class Catalog
        {
            [Recipe(Name = "recipe{{number}}")] public static partial Plan P();
            static Recipe PRecipe => {{Programs.Recipes[number % Programs.Recipes.Length]}}.Head({{classes}});
        }
        """);
}
