using Microsoft.CodeAnalysis.Testing;

namespace Transfer.Generators.Tests.Chains;

/// <summary>The forms in which a recipe is written.</summary>
public class ChainTests
{
    [Theory]
    // Locals on a straight line.
    [InlineData("var r = Backbone.ResNet18().Pretrained().Head(10); r = r.{|TRF001:FreezeAll|}(); r.Compile();")]
    [InlineData(
        "var r = Backbone.ResNet18().Pretrained(); var s = r.Head(10); var t = s.{|TRF001:FreezeAll|}(); var plan = "
        + "t.Compile();")]
    [InlineData("Recipe r; r = Backbone.ResNet18().Pretrained().Head(10).{|TRF001:FreezeAll|}(); { r.Compile(); }")]
    [InlineData("var r = Backbone.ResNet18().Pretrained().Head(10); r = (r).{|TRF001:FreezeAll|}()!; ((Recipe)r).Compile();")]
    // One mistake in what two recipes share is one.
    [InlineData(
        "var r = Backbone.ResNet18().Pretrained().Head(10).{|TRF001:FreezeAll|}(); r.Seed(1).Compile(); r.Seed(2).Compile();")]
    // A later step puts it right.
    [InlineData("var r = Backbone.ResNet18().Pretrained().Head(10).FreezeAll(); r = r.Unfreeze(\"fc\"); r.Compile();")]
    // Branches: only what holds on each of them.
    [InlineData(
        "(flag ? Backbone.ResNet18().Pretrained() : Backbone.ResNet34().Pretrained()).Head(10).{|TRF001:FreezeAll|}()"
        + ".Compile();")]
    [InlineData("var r = Backbone.ResNet18().Pretrained().Head(10); if (flag) r = r.FreezeAll(); r.Compile();")]
    [InlineData(
        "var r = Backbone.ResNet18().Pretrained(); if (flag) { r = r.Head(10); } else { r = r.Head(5); } "
        + "r.{|TRF001:FreezeAll|}().Compile();")]
    [InlineData(
        "var r = number switch { 1 => Backbone.ResNet18().Pretrained().Head(2), _ => Backbone.Vgg16().Pretrained()"
        + ".Head(2) }; r.{|TRF001:FreezeAll|}().Compile();")]
    [InlineData(
        "var r = flag ? Backbone.ResNet18().Pretrained().Head(10).FreezeAll() : Backbone.ResNet18().Pretrained(); r.Compile();")]
    [InlineData("var r = Backbone.ResNet18().Pretrained().Head(10); if (flag) { return; } r.{|TRF001:FreezeAll|}().Compile();")]
    [InlineData(
        "var r = Backbone.ResNet18().Pretrained().Head(10); if (flag) { r = r.{|TRF001:FreezeAll|}(); r.Compile(); return; "
        + "} r.Compile();")]
    // Constants of every form.
    [InlineData("const string layer = \"layer\"; Backbone.ResNet18().Pretrained().Unfreeze({|TRF003:layer + \"9\"|}).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Unfreeze({|TRF003:nameof(number)|}).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Unfreeze(new[] { \"layer4\", {|TRF003:\"layer5\"|} }).Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().Head(dropout: 0.5, classes: 10).BatchNorm(FrozenBatchNorm.Inference)"
        + ".{|TRF001:FreezeAll|}().Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().InputSize(64, resize: null).Head(10).{|TRF001:FreezeAll|}().Compile();")]
    [InlineData(
        "Backbone.ResNet18().Pretrained().Head(h => h.Linear(256).ReLU().Dropout().Linear(10)).{|TRF001:FreezeAll|}()"
        + ".Compile();")]
    // A local function is a member too.
    [InlineData("static Recipe Base() => Backbone.ResNet18().Pretrained().Head(10); Base().{|TRF001:FreezeAll|}().Compile();")]
    public Task Is_read(string statements) => Verify.Body(statements);

    [Theory]
    // An unknown argument makes its step unknown, and the rules silent about what hangs on it.
    [InlineData("Backbone.ResNet18().Pretrained().Head(10).Freeze(name).Group(\"layer4\", 1e-3).Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze(name).Optimizer(Optimizers.Sgd(0.1)).Compile();")]
    [InlineData("Backbone.Named(name).Head(10).FreezeAll().Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Head(h => number > 3 ? h.Linear(3) : h.Linear(number)).FreezeAll().Compile();")]
    // Loops, captures, references.
    [InlineData(
        "var r = Backbone.ResNet18().Pretrained().Head(10).FreezeAll(); for (var i = 0; i < number; i++) r = "
        + "r.Unfreeze(\"fc\"); r.Compile();")]
    [InlineData(
        "var r = Backbone.ResNet18().Pretrained().Head(10).FreezeAll(); Action a = () => r = r.Unfreeze(\"fc\"); a(); "
        + "r.Compile();")]
    [InlineData(
        "var r = Backbone.ResNet18().Pretrained().Head(10).FreezeAll(); Change(ref r); r.Compile(); static void Change(ref "
        + "Recipe x) => x = x.Unfreeze(\"fc\");")]
    [InlineData(
        "var r = Backbone.ResNet18().Pretrained().Head(10).FreezeAll(); try { r = r.Unfreeze(\"fc\"); } catch { } r.Compile();")]
    [InlineData(
        "var r = Backbone.ResNet18().Pretrained().Head(10).FreezeAll(); again: r = r.Unfreeze(\"fc\"); if (flag) goto "
        + "again; r.Compile();")]
    // A custom graph.
    [InlineData(
        "Backbone.Graph(\"x\", graph => graph.Linear(\"fc\", graph.Flatten(graph.Input), 5), head: \"fc\")"
        + ".Head(10).FreezeAll().Unfreeze(\"y\").Compile();")]
    [InlineData("Backbone.Graph(\"x\", graph => graph.Linear(\"fc\", 0, 5), head: \"nothing\").Head(10).FreezeAll().Compile();")]
    [InlineData(
        "Backbone.Graph(\"x\", graph => { var y = graph.Conv(\"c\", graph.Input, 8, 3); graph.Linear(\"fc\", "
        + "graph.Flatten(y), 5); }"
        + ", \"fc\").Head(10).FreezeAll().Compile();")]
    [InlineData(
        "Backbone.Graph(\"x\", Layers, \"fc\").Pretrained().Head(10).FreezeAll().Compile(); "
        + "static void Layers(Transfer.Graphs.GraphBuilder graph) => graph.Linear(\"fc\", 0, 5);")]
    // What is never compiled here may be put right elsewhere.
    [InlineData("var all = new[] { Backbone.ResNet18().Pretrained().Head(10).FreezeAll() }; all[0].Unfreeze(\"fc\").Compile();")]
    [InlineData(
        "Func<Recipe> make = () => Backbone.ResNet18().Pretrained().Head(10).FreezeAll(); make().Unfreeze(\"fc\").Compile();")]
    [InlineData(
        "Use(Backbone.ResNet18().Pretrained().Head(10).FreezeAll()); static Plan Use(Recipe x) => x.Unfreeze(\"fc\").Compile();")]
    public Task Is_left_to_the_run(string statements) => Verify.Body(statements);

    [Fact]
    public Task Members_are_followed_and_each_mistake_is_reported_once() => Verify.Program("""
        using Transfer;
        static class Recipes
        {
            public static readonly Recipe Field = Backbone.ResNet18().Pretrained().Head(10).{|TRF001:FreezeAll|}();
            public static Recipe Property { get; } = Backbone.ResNet18().Pretrained().Head(10);
            public static Recipe Arrow => Backbone.ResNet18().Pretrained().Head(10).FreezeAll();
            public static Recipe Method(int classes) => Backbone.ResNet18().Pretrained().Head(classes).Unfreeze("layr4");
            public static Recipe Frozen(this Recipe recipe) => recipe.FreezeAll();
        }
        class C
        {
            Plan A => Recipes.Field.Compile();
            Plan B => Recipes.Property.{|TRF001:FreezeAll|}().Compile();
            Plan D => Recipes.Arrow.Unfreeze("fc").Compile();
            Plan E => Recipes.{|TRF001:Arrow|}.Seed(1).Compile();
            Plan F => Recipes.{|TRF003:Method|}(10).Compile();
            Plan G => Backbone.ResNet18().Pretrained().Head(10).{|TRF001:Frozen|}().Compile();
        }
        """);

    [Fact]
    public Task Top_level_statements_and_using_static_are_read() => Verify.Program("""
        using static Transfer.Backbone;
        class C
        {
            object M()
            {
                return ResNet18().Pretrained().Head(10).{|TRF001:FreezeAll|}().Compile();
            }
        }
        """);

    [Fact]
    public Task Look_alikes_of_other_libraries_are_none_of_ours() => Verify.Program("""
        namespace Transfer.Other
        {
            class Recipe
            {
                public Recipe Head(int n) => this;
                public Recipe FreezeAll() => this;
                public object Compile() => this;
            }
            static class Backbone { public static Recipe ResNet18() => new Recipe(); }
            class C { object P => Backbone.ResNet18().Head(0).FreezeAll().Compile(); }
        }
        """);

    [Theory]
    [InlineData("Backbone.ResNet18().Pretrained().Head(10).FreezeAll(.Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Head(ten).FreezeAll(1, 2).Compile()")]
    [InlineData("Backbone.ResNet18(.Head(h => h.Linear(.Compile();")]
    [InlineData("var r = r.FreezeAll(); r.Compile();")]
    [InlineData("Backbone.ResNet18().Pretrained().Optimizer(Optimizers.Sgd(rate: 3, )).Unfreeze(layers: ).Compile();")]
    [InlineData("Recipe R() => R(); R().Head(1).FreezeAll().Compile();")]
    public Task Broken_code_breaks_nothing(string statements) => Verify.Program(
        $$"""
        using Transfer;
        class C
        {
            void M(double rate)
            {
                {{statements}}
            }
        }
        """,
        compiler: CompilerDiagnostics.None);
}
