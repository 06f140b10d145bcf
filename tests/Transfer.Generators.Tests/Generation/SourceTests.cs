using Transfer.Tests;

namespace Transfer.Generators.Tests.Generation;

/// <summary>What is generated, to be read.</summary>
public class SourceTests
{
    private const string Feature = """
        using Transfer;
        namespace Shop;

        public static partial class Catalog
        {
            /// <summary>Flowers of <see cref="Catalog"/>: &lt;102 kinds.</summary>
            [Recipe]
            public static partial Plan Flowers();

            private static Recipe FlowersRecipe => Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze("layer4").Head(102).Epochs(5);
        }
        """;

    [Fact]
    public void A_recipe_of_one_phase() => Snapshot.Match(Generate.Sources(Feature)["Shop.Catalog.Flowers.g.cs"]);

    [Fact]
    public void The_registry() => Snapshot.Match(Generate.Sources(Feature, Phases)["Recipes.g.cs"]);

    [Fact]
    public void A_recipe_of_phases_with_warnings() => Snapshot.Match(Generate.Sources(Phases)["Shop.Outer.Inner.Slow.g.cs"]);

    [Fact]
    public void A_recipe_that_only_the_run_can_plan() => Snapshot.Match(Generate.Sources(
        """
        using Transfer;
        internal partial class Settings
        {
            public static int Classes { get; set; }

            [Recipe(nameof(Start))]
            internal static partial Plan Late();

            internal static Recipe Start() => Backbone.ResNet18().Head(Classes);
        }
        """)["Settings.Late.g.cs"]);

    [Theory]
    [InlineData("partial class C { [Recipe] public static partial Plan P(); static Recipe PRecipe => R; @ }")]
    [InlineData("partial struct C { [Recipe] internal static partial Plan P(); static readonly Recipe PRecipe = R; @ }")]
    [InlineData("partial record C { [Recipe] protected static partial Plan P(); static Recipe PRecipe() => R; @ }")]
    [InlineData(
        "partial record struct C { [Recipe] private static partial Plan P(); static Recipe PRecipe { get; } = R; public "
        + "static Plan Q => P(); @ }")]
    [InlineData(
        "partial interface C { [Recipe] private static partial Plan P(); static Recipe PRecipe => R; public static Plan Q "
        + "=> P(); @ }")]
    [InlineData(
        "public partial class Outer { private protected partial class C { [Recipe(\"Own\")] public static partial Plan "
        + "@class(); static Recipe Own { get { return R; } } @ } }")]
    [InlineData(
        "partial class A { [Recipe] public static partial Plan P(); static Recipe PRecipe => R; @ } partial class B : A { "
        + "[Recipe] public new static partial Plan P(); static Recipe PRecipe => A_.R; } class A_ { @ }")]
    public void Every_form_compiles(string program)
    {
        var sources = Generate.Sources("using Transfer; namespace N.@event; " + program.Replace(
            "@ }",
            "internal static Recipe R => Backbone.ResNet18().Pretrained().FreezeAll().Head(10); }",
            StringComparison.Ordinal));
        Assert.Contains(sources.Values, source => source.Contains("PlanData.Of(Recipe())", StringComparison.Ordinal));
    }

    [Fact]
    public void The_companion_and_what_it_starts_from_may_be_in_other_files()
    {
        var sources = Generate.Sources(
            "using Transfer; partial class C { [Recipe] public static partial Plan P(); }",
            "using Transfer; partial class C { static Recipe PRecipe => Base.Frozen.Head(Base.Classes); }",
            "using Transfer; class Base { public const int Classes = 7; public static Recipe Frozen => Backbone.ResNet18()"
            + ".FreezeAll(); }");
        Assert.Contains(".Head(7)", sources["C.P.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_registry_beside_a_type_of_its_name_has_another()
    {
        var sources = Generate.Sources(
            """
            using Transfer;
            namespace Shop.Recipes_App
            {
                class Recipes;
                partial class C { [Recipe] public static partial Plan P(); static Recipe PRecipe => Backbone.ResNet18().Head(2); }
            }
            """);
        Assert.Contains("static class RecipeRegistry", sources["RecipeRegistry.g.cs"], StringComparison.Ordinal);
    }

    // A file that uses its namespace would not compile, and the compiler would say that instead of what the mistake is.
    [Theory]
    [InlineData("[Recipe] public static partial Plan P(); static Recipe PRecipe => Backbone.ResNet18().Head(0);")]
    [InlineData("[Recipe] public static Plan P() => null!;")]
    public void A_mistake_in_the_one_recipe_leaves_an_empty_registry(string members)
    {
        var assembly = Generate.Load(
            "using Transfer; using Shop.Recipes_App; partial class C { " + members + " static int Count => Recipes.All.Count; }");
        Assert.Empty(
            (IReadOnlyList<RecipeEntry>)assembly.GetType("Shop.Recipes_App.Recipes")!.GetProperty("All")!.GetValue(null)!);
    }

    [Fact]
    public void Nothing_is_generated_without_recipes() => Assert.Empty(Generate.Sources("class C;"));

    [Fact]
    public void A_recipe_with_an_error_throws_when_it_is_used()
    {
        var assembly = Generate.Load(
            "using Transfer; public partial class C { [Recipe] public static partial Plan P(); static Recipe PRecipe => "
            + "Backbone.ResNet18().Freeze(\"xyz\"); }");
        var error = Assert.Throws<System.Reflection.TargetInvocationException>(
            () => assembly.GetType("C")!.GetMethod("P")!.Invoke(null, null));
        Assert.IsType<RecipeException>(error.InnerException);
    }

    [Fact]
    public void The_registry_lists_plans_and_recipes_by_name()
    {
        var type = Generate.Load(Phases, Feature).GetType("Shop.Recipes_App.Recipes")!;
        var all = (IReadOnlyList<RecipeEntry>)type.GetProperty("All")!.GetValue(null)!;
        Assert.Equal(["Flowers", "slowly"], all.Select(entry => entry.Name));
        Assert.Equal("Flowers of Catalog: <102 kinds.", all[0].Summary);
        Assert.All(all, entry => PlanEquality.Equal(entry.CreateRecipe().Compile(), entry.Plan, entry.Name));
        Assert.Same(all[0].Plan, all[0].Plan);
    }

    private const string Phases = """
        using Transfer;
        namespace Shop
        {
            internal partial record Outer
            {
                private partial struct Inner
                {
                    [Recipe("Steps", Name = "slowly")]
                    internal static partial Plan Slow();

                    private static readonly Recipe Steps = Backbone.MobileNetV3Small().Pretrained()
                        .Head(h => h.Linear(64).ReLU().Dropout(0.2).Linear(4))
                        .Loss(Losses.CrossEntropy(labelSmoothing: 0.1))
                        .Phase("head", 2, p => p.FreezeAll().Unfreeze(Layers.Head))
                        .Then(4, p => p.UnfreezeFrom("features.11").Optimizer(Optimizers.Sgd(0.5, momentum: 0.9)).Schedule(Schedules.Cosine()));
                }
            }
        }
        """;
}
