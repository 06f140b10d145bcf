// What other libraries have under the same names is none of our business, however wrong it would be in a recipe.
using System.Linq.Expressions;
using System.Text.RegularExpressions;

namespace ValidCode.LookAlikes;

/// <summary>A mutable builder of an imaginary library, with the very names of the recipe language.</summary>
internal sealed class Recipe
{
    public List<string> Calls { get; } = [];

    public Recipe Pretrained(string? entry = null) => Add("pretrained " + entry);

    public Recipe FreezeAll() => Add("freeze all");

    public Recipe Freeze(params string[] layers) => Add("freeze " + string.Join(' ', layers));

    public Recipe Unfreeze(params string[] layers) => Add("unfreeze " + string.Join(' ', layers));

    public Recipe Head(int classes) => Add("head " + classes);

    public Recipe Head(Func<Recipe, Recipe> build) => build(this);

    public Recipe Features() => Add("features");

    public Recipe Optimizer(object optimizer) => Add("optimizer " + optimizer);

    public Recipe Epochs(int count) => Add("epochs " + count);

    public Recipe Phase(string name, int epochs, Func<Recipe, Recipe>? build = null) => build?.Invoke(Add(name + epochs)) ?? this;

    public string Compile() => string.Join(", ", Calls);

    private Recipe Add(string call)
    {
        Calls.Add(call);
        return this;
    }
}

internal static class Backbone
{
    public static Recipe ResNet18() => new();

    public static Recipe Named(string name) => new Recipe().Pretrained(name);
}

internal static class Optimizers
{
    public static double Sgd(double rate) => rate;
}

internal static class Uses
{
    public static string FreezeAfterHead() => Backbone.ResNet18().Head(10).FreezeAll().Compile();

    public static string NoClasses() => Backbone.ResNet18().Head(0).Epochs(-1).Compile();

    public static string UnknownLayer() => Backbone.Named("xyz").Unfreeze("layer99").Freeze().Compile();

    public static string Rates() => Backbone.ResNet18().Optimizer(Optimizers.Sgd(-5)).Features().Compile();

    public static string Mutated()
    {
        var recipe = Backbone.ResNet18();
        recipe.FreezeAll();
        recipe.Head(3);
        recipe.Phase("", 0, p => p.Unfreeze("nothing"));
        for (var i = 0; i < 3; i++)
        {
            recipe.Compile();
        }

        return recipe.Compile();
    }

    public static Func<int, int> Expression()
    {
        Expression<Func<int, int>> square = x => x * x;
        for (var i = 0; i < 2; i++)
        {
            square.Compile();
        }

        return square.Compile();
    }

    public static bool Pattern() => new Regex("layer[0-9]", RegexOptions.Compiled).IsMatch("layer4");

    public static IEnumerable<int> Sequence() => new[] { 1, 2, 3 }.Append(4).Prepend(0).Skip(1);

    public static object Dynamic(dynamic recipe) => recipe.Head(0).FreezeAll().Compile();
}

internal sealed class Pipeline
{
    public Pipeline Augment(params string[] names) => this;

    public Pipeline Schedule(string name) => this;

    public Pipeline Group(string name, double learningRate) => this;

    public Pipeline Seed(int? value) => this;

    public static Pipeline operator |(Pipeline left, Pipeline right) => right;

    public static Pipeline Default { get; } = new Pipeline().Augment().Schedule("").Group("none", -1).Seed(null)
        | new Pipeline().Augment("flip", "flip");
}
