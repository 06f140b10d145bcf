using Transfer;
using static Transfer.Backbone;
using Zoo = Transfer.Backbone;

namespace ValidCode;

/// <summary>One correct recipe in the forms in which C# can be written.</summary>
internal static class Forms
{
    private const string Deep = "layer4";
    private const int Classes = 5 + 5;

    private static readonly Recipe Field = Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Seed(1);
    private static readonly OptimizerSettings Adam = Optimizers.Adam(1e-3);
    private static readonly string[] Stages = ["layer3", "layer4"];

    public static Recipe Property { get; } = Backbone.ResNet18()
        .Pretrained()
        .FreezeAll()
        .Head(10)
        .Optimizer(Adam)
        .Epochs(3)
        .Seed(1);

    public static Recipe Arrow => Field.Optimizer(Adam).Epochs(3);

    public static Recipe Getter
    {
        get { return Field.Optimizer(Adam).Epochs(3); }
    }

    public static Recipe Lazily
    {
        get => field ??= Field.Optimizer(Adam).Epochs(3);
    }

    public static Plan FromField() => Field.Optimizer(Adam).Epochs(3).Compile();

    public static Plan Local()
    {
        var recipe = Backbone.ResNet18().Pretrained().FreezeAll().Head(10);
        return recipe.Optimizer(Adam).Epochs(3).Seed(1).Compile();
    }

    public static Plan Reassigned()
    {
        var recipe = Backbone.ResNet18().Pretrained();
        recipe = recipe.FreezeAll();
        recipe = recipe.Head(10);
        recipe = recipe.Optimizer(Adam).Epochs(3).Seed(1);
        return recipe.Compile();
    }

    public static Plan Declared()
    {
        Recipe recipe;
        recipe = Zoo.ResNet18().Pretrained().FreezeAll().Head(10);
        var (epochs, seed) = (3, 1);
        return recipe.Optimizer(Adam).Epochs(epochs).Seed(seed).Compile();
    }

    public static Plan UsingStatic() => ResNet18().Pretrained().FreezeAll().Head(10).Optimizer(Adam).Epochs(3).Seed(1).Compile();

    public static Plan Qualified() =>
        global::Transfer.Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Optimizer(Adam).Epochs(3).Seed(1).Compile();

    public static Plan Constants() =>
        Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze(Deep).Head(Classes).Optimizer(Optimizers.Sgd(1e-2, 0.9))
            .Group(Deep, 1e-3).Epochs(3).Seed(1).Compile();

    public static Plan NamedArguments() =>
        Backbone.Named(name: "resnet18").Pretrained().FreezeAll().Head(dropout: 0.2, classes: 10)
            .Optimizer(optimizer: Optimizers.Adam(learningRate: 1e-3)).Epochs(count: 3).Seed(value: 1).Compile();

    public static Plan FromArray() =>
        Backbone.ResNet18()
            .Pretrained()
            .FreezeAll()
            .Unfreeze(Stages)
            .Head(10)
            .Optimizer(Optimizers.AdamW(1e-4))
            .Epochs(3)
            .Seed(1)
            .Compile();

    public static Plan FromCollection() =>
        Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze(["layer3", "layer4"]).Head(10).Optimizer(Optimizers.AdamW(1e-4))
            .Epochs(3).Seed(1).Compile();

    public static Plan Spread(IEnumerable<string> more) =>
        Backbone.ResNet18().Pretrained().FreezeAll().Unfreeze(["layer4", .. more]).Head(10).Optimizer(Optimizers.AdamW(1e-4))
            .Epochs(3).Seed(1).Compile();

    public static Plan Conditional(bool isLarge) =>
        (isLarge ? Backbone.ResNet50() : Backbone.ResNet18())
            .Pretrained()
            .FreezeAll()
            .Head(10)
            .Optimizer(Adam)
            .Epochs(3)
            .Seed(1)
            .Compile();

    public static Plan ConditionalStep(bool isDeep)
    {
        var recipe = Backbone.ResNet18().Pretrained().FreezeAll();
        if (isDeep)
        {
            recipe = recipe.Unfreeze("layer4");
        }

        return recipe.Head(10).Optimizer(Optimizers.AdamW(1e-4)).Epochs(3).Seed(1).Compile();
    }

    public static Plan EarlyReturn(bool isProbe)
    {
        var recipe = Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Optimizer(Optimizers.AdamW(1e-4)).Epochs(3).Seed(1);
        if (isProbe)
        {
            return recipe.Compile();
        }

        recipe = recipe.Unfreeze("layer4");
        return recipe.Compile();
    }

    public static Plan SwitchExpression(string size) => (size switch
    {
        "small" => Backbone.ResNet18(),
        "medium" => Backbone.ResNet50(),
        "large" => Backbone.ResNet152(),
        _ => throw new ArgumentException("No such size.", nameof(size)),
    }).Pretrained().FreezeAll().Head(10).Optimizer(Adam).Epochs(3).Seed(1).Compile();

    public static Plan SwitchStatement(int size)
    {
        Recipe recipe;
        switch (size)
        {
            case 18:
                recipe = Backbone.ResNet18();
                break;
            case 34:
                recipe = Backbone.ResNet34();
                break;
            default:
                recipe = Backbone.ResNet50();
                break;
        }

        return recipe.Pretrained().FreezeAll().Head(10).Optimizer(Adam).Epochs(3).Seed(1).Compile();
    }

    public static Plan Loop(IEnumerable<string> layers)
    {
        var recipe = Backbone.ResNet18().Pretrained().FreezeAll();
        foreach (var layer in layers)
        {
            recipe = recipe.Unfreeze(layer);
        }

        return recipe.Head(10).Optimizer(Optimizers.AdamW(1e-4)).Epochs(3).Seed(1).Compile();
    }

    public static Plan Counted(int stages)
    {
        var recipe = Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Optimizer(Optimizers.AdamW(1e-4)).Phase("head", 1);
        for (var i = 1; i <= stages; i++)
        {
            var last = i;
            recipe = recipe.Then(1, p => p.UnfreezeLast(last));
        }

        return recipe.Seed(1).Compile();
    }

    public static Plan While(Queue<Func<Recipe, Recipe>> steps)
    {
        var recipe = Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Seed(1);
        while (steps.TryDequeue(out var step))
        {
            recipe = step(recipe);
        }

        return recipe.Compile();
    }

    public static Plan Lambda()
    {
        Func<int, Recipe> make = classes => Backbone.ResNet18().Pretrained().FreezeAll().Head(classes);
        return make(10).Optimizer(Adam).Epochs(3).Seed(1).Compile();
    }

    public static Plan Captured()
    {
        var recipe = Backbone.ResNet18().Pretrained().FreezeAll();
        Action<int> put = classes => recipe = recipe.Head(classes);
        put(10);
        return recipe.Optimizer(Adam).Epochs(3).Seed(1).Compile();
    }

    public static Plan LocalFunction()
    {
        return Start().Head(10).Optimizer(Adam).Epochs(3).Seed(1).Compile();

        static Recipe Start() => Backbone.ResNet18().Pretrained().FreezeAll();
    }

    public static Plan Aggregated(IReadOnlyList<string> layers) =>
        layers.Aggregate(Backbone.ResNet18().Pretrained().FreezeAll(), (recipe, layer) => recipe.Unfreeze(layer))
            .Head(10).Optimizer(Optimizers.AdamW(1e-4)).Epochs(3).Seed(1).Compile();

    public static IEnumerable<Recipe> Iterator()
    {
        var start = Backbone.ResNet18().Pretrained().FreezeAll();
        yield return start.Head(10).Optimizer(Adam).Epochs(3).Seed(1);
        yield return start.Unfreeze("layer4").Head(10).Optimizer(Optimizers.AdamW(1e-4)).Epochs(3).Seed(1);
    }

    public static async Task<Plan> Async(Task<int> classes)
    {
        var recipe = Backbone.ResNet18().Pretrained().FreezeAll().Head(await classes.ConfigureAwait(false));
        await Task.Yield();
        return recipe.Optimizer(Adam).Epochs(3).Seed(1).Compile();
    }

    public static Plan Out()
    {
        Make(out var recipe);
        return recipe.Optimizer(Adam).Epochs(3).Seed(1).Compile();

        static void Make(out Recipe made) => made = Backbone.ResNet18().Pretrained().FreezeAll().Head(10);
    }

    public static Plan ByReference()
    {
        var recipe = Backbone.ResNet18().Pretrained();
        Freeze(ref recipe);
        return recipe.Head(10).Optimizer(Adam).Epochs(3).Seed(1).Compile();

        static void Freeze(ref Recipe changed) => changed = changed.FreezeAll();
    }

    public static Plan Tuple()
    {
        var (recipe, epochs) = (Backbone.ResNet18().Pretrained().FreezeAll().Head(10), 3);
        return recipe.Optimizer(Adam).Epochs(epochs).Seed(1).Compile();
    }

    public static Plan Pattern(object given) =>
        given is Recipe recipe ? recipe.Compile() : Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Seed(1).Compile();

    public static Plan Coalesced(Recipe? given)
    {
        var recipe = given ?? Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Seed(1);
        recipe ??= Backbone.ResNet34();
        return recipe.Compile();
    }

    public static Plan? NullConditional(Recipe? given) => given?.FreezeAll().Head(10).Seed(1).Compile();

    public static Plan TryCatch()
    {
        var recipe = Backbone.ResNet18().Pretrained().FreezeAll().Head(10);
        try
        {
            recipe = recipe.Optimizer(Adam).Epochs(3).Seed(1);
            return recipe.Compile();
        }
        catch (RecipeException)
        {
            return recipe.Seed(1).Compile();
        }
    }

    public static Plan Checked(int classes) => checked(
        Backbone.ResNet18().Pretrained().FreezeAll().Head(classes + 1).Optimizer(Adam).Epochs(3).Seed(1)).Compile();

    public static Plan Forgiving() =>
        ((Recipe)(Backbone.ResNet18()!).Pretrained()!).FreezeAll().Head(10).Optimizer(Adam!).Epochs(3).Seed(1)!.Compile();

    public static Plan Interpolated(int stage) =>
        Backbone.ResNet18()
            .Pretrained()
            .FreezeAll()
            .Unfreeze($"layer{stage}")
            .Head(10)
            .Optimizer(Optimizers.AdamW(1e-4))
            .Epochs(3)
            .Seed(1)
            .Compile();

    public static Plan Query(IEnumerable<int> classes) =>
        (from count in classes
         let start = Backbone.ResNet18().Pretrained().FreezeAll()
         select start.Head(count).Optimizer(Adam).Epochs(3).Seed(1)).First().Compile();

    public static Dictionary<string, Recipe> Dictionary { get; } = new()
    {
        ["probe"] = Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Optimizer(Adam).Epochs(3).Seed(1),
        ["deep"] = Backbone.ResNet18()
            .Pretrained()
            .FreezeAll()
            .Unfreeze("layer4")
            .Head(10)
            .Optimizer(Optimizers.AdamW(1e-4))
            .Epochs(3)
            .Seed(1),
    };

    public static Recipe[] Array { get; } = [
        Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Optimizer(Adam).Epochs(3).Seed(1)];
}
