using Transfer;

namespace ValidCode;

/// <summary>Recipes in every kind of type and member.</summary>
internal sealed record Experiment(string Name, Recipe Recipe)
{
    public Experiment(int classes)
        : this("probe", Backbone.ResNet18().Pretrained().FreezeAll().Head(classes).Seed(1))
    {
    }

    public Recipe Longer { get; init; } = Recipe.Epochs(10);

    public static Experiment Default { get; } =
        new(
            "default",
            Backbone.ResNet18()
                .Pretrained()
                .FreezeAll()
                .Head(10)) { Longer = Backbone
                .ResNet18()
                .Pretrained()
                .FreezeAll()
                .Head(10)
                .Epochs(10)
                .Seed(1) };
}

internal readonly record struct Start(int Seed)
{
    public Recipe Recipe =>
        Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Optimizer(Optimizers.Adam(1e-3)).Epochs(3).Seed(Seed);
}

internal sealed class Primary(int classes, Recipe start)
{
    private readonly Recipe recipe = start.Head(classes);

    public Plan Plan => recipe.Optimizer(Optimizers.Adam(1e-3)).Epochs(3).Seed(1).Compile();

    public Plan Again() => start.FreezeAll().Head(classes).Seed(1).Compile();
}

internal abstract class Template
{
    protected abstract Recipe Start { get; }

    protected virtual Recipe Finish(Recipe recipe) => recipe.Epochs(3).Seed(1);

    public Plan Plan() => Finish(Start.FreezeAll().Head(10)).Compile();
}

internal sealed class Small : Template
{
    protected override Recipe Start => Backbone.MobileNetV3Small().Pretrained();

    protected override Recipe Finish(Recipe recipe) => base.Finish(recipe.Optimizer(Optimizers.Adam(1e-3)));
}

internal interface IRecipes
{
    static abstract Recipe Make();

    Recipe Own() => Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Seed(1);
}

internal sealed class Made : IRecipes
{
    public static Recipe Make() =>
        Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Optimizer(Optimizers.Adam(1e-3)).Epochs(3).Seed(1);
}

internal static class Generic
{
    public static Plan Of<T>()
        where T : IRecipes => T.Make().Compile();

    public static Plan With<T>(T value, Func<Recipe, T, Recipe> apply) =>
        apply(Backbone.ResNet18().Pretrained().FreezeAll().Head(10), value).Seed(1).Compile();

    public static Plan Use() => With(3, (recipe, epochs) => recipe.Epochs(epochs));
}

internal static class Extended
{
    public static Recipe Probe(this Recipe recipe, int classes) => recipe.FreezeAll().Head(classes).Seed(1);

    public static Plan Use() => Backbone.ResNet18().Pretrained().Probe(10).Optimizer(Optimizers.Adam(1e-3)).Epochs(3).Compile();

    extension(Recipe recipe)
    {
        public Recipe Short() => recipe.Epochs(3).Seed(1);
    }

    public static Plan UseNew() =>
        Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Optimizer(Optimizers.Adam(1e-3)).Short().Compile();
}

internal static partial class Parts
{
    public static partial Recipe Start();

    public static Plan Plan() => Start().Head(10).Optimizer(Optimizers.Adam(1e-3)).Epochs(3).Seed(1).Compile();
}

internal static partial class Parts
{
    public static partial Recipe Start() => Backbone.ResNet18().Pretrained().FreezeAll();
}

internal sealed class Mutable
{
    private Recipe recipe = Backbone.ResNet18().Pretrained();

    public Recipe Settable { get; set; } = Backbone.ResNet18().Pretrained().Head(10);

    public Recipe this[int classes] => recipe.FreezeAll().Head(classes).Seed(1);

    public Mutable Freeze()
    {
        recipe = recipe.FreezeAll();
        Settable = Settable.FreezeAll().Unfreeze("fc");
        return this;
    }

    public Plan Plan() => recipe.Head(10).Optimizer(Optimizers.Adam(1e-3)).Epochs(3).Seed(1).Compile();

    public static Mutable operator +(Mutable left, int classes) =>
        new() { recipe = left.recipe.Head(classes).Seed(1) };

    public static implicit operator Plan(Mutable from) => from.Plan();
}

internal static class Constructed
{
    private static readonly Recipe First;

    static Constructed() =>
        First = Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Optimizer(Optimizers.Adam(1e-3)).Epochs(3).Seed(1);

    public static Plan Plan => First.Compile();
}

internal sealed class Outer
{
    internal sealed class Inner
    {
        internal enum Size
        {
            Small,
            Large,
        }

        public static Recipe Of(Size size) => size is Size.Small
            ? Backbone.MobileNetV3Small().Pretrained().FreezeAll().Head(3).Optimizer(Optimizers.Adam(1e-3)).Epochs(3).Seed(1)
            : Backbone.MobileNetV3Large().Pretrained().FreezeAll().Head(3).Optimizer(Optimizers.Adam(1e-3)).Epochs(3).Seed(1);
    }
}

internal sealed class Events
{
    public event Func<Recipe, Recipe>? Finishing;

    public Plan Plan()
    {
        var recipe = Backbone.ResNet18().Pretrained().FreezeAll().Head(10);
        recipe = Finishing?.Invoke(recipe) ?? recipe;
        return recipe.Seed(1).Compile();
    }
}
