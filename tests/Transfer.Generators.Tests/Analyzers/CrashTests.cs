extern alias generators;

using generators::Transfer.Generators.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Transfer.Tests;

namespace Transfer.Generators.Tests.Analyzers;

/// <summary>Whatever the code, the analyzer does not throw (AD0001).</summary>
public class CrashTests
{
    private const string Typed = """
        using System.Linq;
        using Transfer;

        static class Recipes
        {
            private static readonly Recipe Start = Backbone.ResNet18().Pretrained("IMAGENET1K_V1").FreezeAll();

            public static Recipe Deep => Start.Unfreeze(["layer4", "layr3"]).Head(h => h.Linear(256).ReLU().Dropout(0.5).Linear(10));

            public static Plan Run(bool flag, int classes)
            {
                var recipe = flag ? Deep : Start.Head(classes);
                if (classes > 10)
                {
                    recipe = recipe.Freeze("fc").Loss(Losses.CrossEntropy(0.1, classWeights: new[] { 1.0, 2 }));
                }

                foreach (var layer in new[] { "layer1" })
                    recipe = recipe.Group(layer, learningRate: 1e-3, weightDecay: -1);
                return recipe
                    .Phase("head", epochs: 2, p => p.FreezeAll().Unfreeze(Layers.Head).Optimizer(Optimizers.Sgd(0.1, momentum: 0.9)))
                    .Then(3, p => p.UnfreezeLast(2).LearningRate(1e-5).Schedule(Schedules.MultiStep([1, 2])))
                    .GradualUnfreeze([1, 3], epochs: 5)
                    .Augment(Augmentations.HorizontalFlip(), Augmentations.MixUp(0.2))
                    .Seed(1).Compile();
            }
        }
        """;

    [Theory]
    [InlineData("src/Transfer.Dsl")]
    [InlineData("src/Transfer.Generators")]
    [InlineData("src/Transfer.Runtime")]
    [InlineData("examples")]
    [InlineData("tests/Transfer.Dsl.Tests")]
    [InlineData("tests/ValidCode")]
    public async Task Source_of_the_project_does_not_crash_it(string folder)
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(
                path =>
                    !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(File.ReadAllText)
            .ToArray();
        Assert.NotEmpty(sources);
        Assert.Empty(await Crashes(sources));
    }

    [Fact]
    public async Task Half_typed_recipes_do_not_crash_it() =>
        Assert.Empty(await Crashes([.. Enumerable.Range(0, Typed.Length).Select(length => Typed[..length])]));

    [Fact]
    public async Task Recipes_with_a_part_missing_do_not_crash_it() =>
        Assert.Empty(await Crashes([.. Enumerable.Range(0, Typed.Length / 3).Select(part => Typed.Remove(part * 3, 3))]));

    [Fact]
    public async Task Recipes_with_a_token_twice_or_another_in_its_place_do_not_crash_it()
    {
        var tokens = CSharpSyntaxTree.ParseText(Typed).GetRoot().DescendantTokens().ToArray();
        var others = new[] { "(", ")", ".", "null", "=>", ";", "{", "\"\"", "0", "r", "default", "[..Start]" };
        Assert.Empty(await Crashes(
        [
            .. tokens.Select(token => Typed.Insert(token.Span.End, " " + token.Text)),
            .. tokens.Select((token, i) => Typed[..token.SpanStart] + others[i % others.Length] + Typed[token.Span.End..]),
        ]));
    }

    // Each source is a program of its own, so that none hides another by declaring the same.
    private static async Task<IReadOnlyList<string>> Crashes(IReadOnlyList<string> sources)
    {
        var crashes = new List<string>();
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]),
            onAnalyzerException: (error, _, _) =>
            {
                lock (crashes)
                {
                    crashes.Add(error.ToString());
                }
            },
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false);
        foreach (var source in sources)
        {
            var compilation = CSharpCompilation.Create(
                "Broken",
                [CSharpSyntaxTree.ParseText(source)],
                Verify.References,
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
            await compilation.WithAnalyzers([new RecipeAnalyzer()], options).GetAnalyzerDiagnosticsAsync();
        }

        return crashes;
    }
}
