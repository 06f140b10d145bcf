using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Transfer.Generators.Benchmarks;

/// <summary>Programs to compile: files with a recipe each, and files without.</summary>
internal static class Programs
{
    /// <summary>Recipes of the usual kinds.</summary>
    public static string[] Recipes { get; } =
    [
        "Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze(\"layer4\").Head(10).Epochs(5).Seed(1)",
        "Backbone.ResNet50().Pretrained(\"IMAGENET1K_V2\").FreezeAll().Head(37, dropout: 0.2)"
        + ".Optimizer(Optimizers.Sgd(0.01, momentum: 0.9)).Epochs(10)",
        "Backbone.Vgg16().Pretrained().Freeze(\"features\").Head(5).Optimizer(Optimizers.Adam(1e-4)).BatchSize(16).Epochs(3)",
        "Backbone.EfficientNetB0().Pretrained().FreezeAll().UnfreezeFrom(\"features.7\").Head(102)"
        + ".Optimizer(Optimizers.AdamW(3e-4)).Epochs(8)",
        "Backbone.MobileNetV3Small().Pretrained().FreezeAll().Head(h => h.Linear(128).ReLU().Dropout(0.2).Linear(4))"
        + ".Epochs(5).BatchSize(64)",
        "Backbone.ConvNeXtTiny().Pretrained().Head(20).TwoPhase(2, 6).Optimizer(Optimizers.AdamW(1e-4, weightDecay: 0.05))",
        "Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze(\"layer3\", \"layer4\").Head(10)"
        + ".Group(\"layer3\", learningRate: 1e-4).Group(\"layer4\", learningRate: 3e-4).Epochs(5)",
        "Backbone.DenseNet121().Pretrained().FreezeAll().Head(14).Loss(Losses.BinaryCrossEntropy()).Epochs(5)"
        + ".EarlyStopping(patience: 2)",
        "Backbone.ResNet34().Pretrained().FreezeAll().Head(2).Phase(\"head\", 3).Then(5, p => p.UnfreezeFrom(\"layer4\")"
        + ".LearningRate(1e-4))",
        "Backbone.ViTB16().Pretrained().FreezeAll().Head(100).Optimizer(Optimizers.AdamW(1e-3)).BatchSize(32).Epochs(4).Seed(7)",
    ];

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(
                path =>
                    Path.GetFileName(path) is "mscorlib.dll" or "netstandard.dll"
                        || Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
        Library("Transfer.Dsl"),
    ];

    /// <summary>What a program with modules references beside.</summary>
    public static MetadataReference[] ModuleReferences { get; } = [Library("Transfer.Runtime"), Library("TorchSharp")];

    /// <summary>A recipe of the usual kinds for each file.</summary>
    public static string Usual(int file) => Recipes[file % Recipes.Length];

    /// <summary>A recipe for each file that no other file has, and no other turn.</summary>
    public static string New(int file, int turn) =>
        string.Create(CultureInfo.InvariantCulture, $"{Usual(file).Split(".Seed(")[0]}.Seed({(turn * 100_000) + file})");

    /// <summary>A compilation of as many files, each a class of ordinary code and, where one is given, a recipe.</summary>
    public static CSharpCompilation Of(int files, Func<int, string>? recipes) => CSharpCompilation.Create(
        "Measured",
        Enumerable.Range(0, files).Select(i => CSharpSyntaxTree.ParseText(File(i, recipes?.Invoke(i)), path: $"File{i}.cs")),
        References,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, concurrentBuild: false, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>The same files in a compilation that knows nothing of them yet.</summary>
    public static CSharpCompilation Fresh(CSharpCompilation compilation) =>
        CSharpCompilation.Create("Measured", compilation.SyntaxTrees, References, compilation.Options);

    private static PortableExecutableReference Library(string name) =>
        MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, name + ".dll"));

    private static string File(int number, string? recipe) => string.Create(CultureInfo.InvariantCulture, $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        {{(recipe is not null ? "using Transfer;" : string.Empty)}}
        namespace Measured.Part{{number}}
        {
            public sealed class Store
            {
                private readonly Dictionary<string, List<int>> items = new();
                public int Count => items.Values.Sum(list => list.Count);
                public void Add(string name, int value)
                {
                    if (!items.TryGetValue(name, out var list))
                    {
                        items[name] = list = new List<int>();
                    }

                    list.Add(value * {{number}});
                }

                public IEnumerable<(string Name, double Mean)> Means() =>
                    from pair in items
                    where pair.Value.Count > 0
                    orderby pair.Key
                    select (pair.Key, pair.Value.Average());

                public string Report()
                {
                    var lines = new List<string>();
                    foreach (var (name, mean) in Means())
                    {
                        lines.Add($"{name}: {mean:0.00} of {items[name].Count}");
                    }

                    return string.Join(Environment.NewLine, lines.Where(line => line.Length > {{number % 7}}).Select(line => line.Trim()));
                }
                {{(recipe is not null ? $"public static object Plan() => {recipe}.Compile();" : string.Empty)}}
            }
        }
        """);
}
