using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Transfer.Generators.Generation;

namespace Transfer.Generators.Benchmarks;

/// <summary>
/// What the generators cost a key stroke in 1,000 files with 20 recipes, and in 1,000 files with 20 modules, beside a generator
/// that does nothing.
/// </summary>
internal static class GeneratorBenchmark
{
    private const int Files = 1000;
    private const int Recipes = 20;
    private const int Modules = 20;
    private const int Rounds = 60;
    private const int WarmUp = 100;

    public static void Run()
    {
        var plain = Programs.Of(Files, recipes: null);
        var program =
            plain.AddSyntaxTrees(Enumerable.Range(0, Recipes).Select(i => Parse(Recipe(i, classes: 10), $"Recipe{i}.cs")));
        var recipes = (new RecipeGenerator(), new EmptyGenerator(RecipeMember.Attribute));
        Compare("key stroke in a file without recipe", recipes, program, Other);
        Compare("key stroke in a recipe", recipes, program, round => (Files, Recipe(0, classes: 10 + round)));

        var modules = plain.AddReferences(Programs.ModuleReferences)
            .AddSyntaxTrees(Enumerable.Range(0, Modules).Select(i => Parse(Module(i, width: 64), $"Module{i}.cs")));
        var backbones = (new BackboneGenerator(), new EmptyGenerator(BackboneClass.Attribute));
        Compare("key stroke in a file without module", backbones, modules, Other);
        Compare("key stroke in a module", backbones, modules, round => (Files, Module(0, width: 64 + round)));
    }

    private static (int File, string Text) Other(int round) => (0, $"class Other {{ int Member{round}; }}");

    private static void Compare(
        string what,
        (IIncrementalGenerator Own, IIncrementalGenerator Empty) generators,
        CSharpCompilation program,
        Func<int, (int File, string Text)> edit)
    {
        var own = Driver(generators.Own).RunGenerators(program);
        if (own.GetRunResult() is not { Diagnostics: [], GeneratedTrees.Length: > 0 })
        {
            throw new InvalidOperationException($"{generators.Own.GetType().Name} generates nothing of the measured program");
        }

        var empty = Driver(generators.Empty).RunGenerators(program);
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

    private static string Module(int number, int width) => string.Create(CultureInfo.InvariantCulture, $$"""
        using Transfer;
        using TorchSharp.Modules;
        using static TorchSharp.torch;
        using static TorchSharp.torch.nn;
        namespace Measured.Modules{{number}};

        [Backbone(Head = "head")]
        public sealed class Net{{number}} : Module<Tensor, Tensor>
        {
            private readonly Sequential stem = Sequential(("conv", Conv2d(3, {{width}}, 7, stride: 4)), ("norm", BatchNorm2d({{width}})), ("relu", ReLU()));
            private readonly Block block1 = new({{width}});
            private readonly Block block2 = new({{width}});
            private readonly Linear head = Linear({{width}}, 10);

            public Net{{number}}()
                : base(nameof(Net{{number}})) => RegisterComponents();

            public override Tensor forward(Tensor input) =>
                head.call(block2.call(block1.call(stem.call(input))).mean([2L, 3L]));

            private sealed class Block : Module<Tensor, Tensor>
            {
                private readonly Conv2d conv1;
                private readonly BatchNorm2d bn1;

                public Block(int channels)
                    : base(nameof(Block))
                {
                    conv1 = Conv2d(channels, channels, 3, padding: 1, bias: false);
                    bn1 = BatchNorm2d(channels);
                    RegisterComponents();
                }

                public override Tensor forward(Tensor input) => input + functional.relu(bn1.call(conv1.call(input)));
            }
        }
        """);
}
