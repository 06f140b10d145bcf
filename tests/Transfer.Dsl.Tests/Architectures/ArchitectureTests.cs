using System.Reflection;
using Transfer.Architectures;
using Transfer.Common;
using Transfer.Operators;

namespace Transfer.Tests.Architectures;

/// <summary>Every built-in architecture has all of its parts.</summary>
public sealed class ArchitectureTests
{
    public static TheoryData<string> Names => new(Zoo.Architectures.Select(architecture => architecture.Name));

    private static Lazy<string> Document { get; } =
        new(() => File.ReadAllText(Path.Combine(Repository.Root, "docs", "backbones.md")));

    private static Lazy<HashSet<string>> Sampled { get; } = new(() =>
        RandomRecipes.OfEveryBackbone().Select(recipe => recipe.Architecture.Name).ToHashSet());

    [Theory]
    [MemberData(nameof(Names))]
    public void Has_every_part(string name)
    {
        var missing = Missing(Zoo.Find(name)!).ToArray();
        Assert.True(missing.Length == 0, $"{name} lacks {string.Join("; ", missing)}.");
    }

    [Fact]
    public void What_is_forgotten_is_named()
    {
        var bare = new Architecture("nowhere", "Nowhere", _ => Tiny.Graph);
        Assert.Equal(
            [
                "a weights entry, in its family's file",
                "Backbone.Nowhere(), which is generated",
                "NowhereLayers, which are generated",
                "a row of docs/backbones.md (dotnet run --project tools/Transfer.Docs -- write)",
                "a sample in RandomRecipes",
            ],
            Missing(bare));

        var weights = Zoo.Find("resnet18")!.Weights;
        var broken = new Architecture("resnet18", "ResNet18", _ => throw new ShapeException("x")) { Weights = weights };
        Assert.Equal(["a graph that its default weights' images fit: x"], Missing(broken));

        var headless = new Architecture("resnet18", "ResNet18", _ => Tiny.Graph.ReplaceHead([])) { Weights = weights };
        Assert.Equal(["a head: \"classifier.3\" is no Linear or convolution"], Missing(headless));
    }

    [Fact]
    public void A_family_that_is_written_is_registered()
    {
        var families = typeof(Zoo).Assembly.GetTypes()
            .Select(type => (type.Name, All: type.GetProperty("All", BindingFlags.Public | BindingFlags.Static)))
            .Where(family => family.All?.PropertyType == typeof(IReadOnlyList<Architecture>))
            .ToArray();
        Assert.NotEmpty(families);
        Assert.All(families, family => Assert.All(
            (IReadOnlyList<Architecture>)family.All!.GetValue(null)!,
            architecture => Assert.True(
                ReferenceEquals(architecture, Zoo.Find(architecture.Name)),
                $"{family.Name} is no field of Zoo: add one at the end of its file, Add({family.Name}.All).")));
    }

    [Fact]
    public void Their_order_is_that_of_their_names() =>
        Assert.Equal(Backbone.Names.Order(StringComparer.Ordinal), Zoo.Architectures.Select(architecture => architecture.Name));

    [Fact]
    public void Recipes_over_all_of_them_plan_and_read_back() => Assert.All(RandomRecipes.OfEveryBackbone(), recipe =>
    {
        var read = Recipe.FromJson(recipe.ToJson());
        Assert.Equal(recipe.ToString(), read.ToString());
        Assert.Equal(recipe.Compile(), read.Compile());
    });

    private static IEnumerable<string> Missing(Architecture architecture)
    {
        var (name, method) = (architecture.Name, architecture.Method);
        if (architecture.Weights.Count == 0)
        {
            yield return "a weights entry, in its family's file";
        }

        if (ProblemOfGraph(architecture) is { } problem)
        {
            yield return problem;
        }

        if (typeof(Backbone).GetMethod(method, Type.EmptyTypes)?.ReturnType != typeof(Recipe))
        {
            yield return $"Backbone.{method}(), which is generated";
        }

        if (typeof(Backbone).Assembly.GetType($"Transfer.{method}Layers")?.GetFields() is not { Length: > 0 })
        {
            yield return $"{method}Layers, which are generated";
        }

        if (!Document.Value.Contains($"| `{method}` | `{name}` |", StringComparison.Ordinal))
        {
            yield return "a row of docs/backbones.md (dotnet run --project tools/Transfer.Docs -- write)";
        }

        if (!Sampled.Value.Contains(name))
        {
            yield return "a sample in RandomRecipes";
        }
    }

    private static string? ProblemOfGraph(Architecture architecture)
    {
        try
        {
            var size = architecture.DefaultWeights.Preprocessing.Crop;
            var graph = architecture.Build(Shape.Of(3, size, size));
            return graph.Nodes.Any(node => node.Path == graph.HeadPath && node.Operator is Linear or Conv2d)
                ? null
                : $"a head: {Literal.Text(graph.HeadPath)} is no Linear or convolution";
        }
        catch (ShapeException error)
        {
            return $"a graph that its default weights' images fit: {error.Message}";
        }
    }
}
