using CsCheck;

namespace Transfer.Tests;

/// <summary>Recipes at random over ResNet-18, all of which compile.</summary>
internal static class RandomRecipes
{
    private static readonly Gen<string> Layers = Gen.OneOfConst(
        "conv1", "bn1", "layer1", "layer2.0", "layer3.1.bn2", "layer4", "layer4.1", "layer4.1.conv2", "layer4.0.downsample",
        "layer*.0", "layer?.1.conv1", "**.bias", "**.bn?", "layer3.0.conv1.weight", "**");

    private static readonly Gen<Func<Recipe, Recipe>> Steps = Gen.OneOf(
        Gen.Const<Func<Recipe, Recipe>>(recipe => recipe.FreezeAll()),
        Layers.Select<string, Func<Recipe, Recipe>>(layer => recipe => recipe.Freeze(layer)),
        Layers.Select<string, string, Func<Recipe, Recipe>>(Layers, (one, two) => recipe => recipe.Unfreeze(one, two)),
        Layers.Select<string, Func<Recipe, Recipe>>(layer => recipe => recipe.UnfreezeFrom(layer)),
        Layers.Select<string, double, Func<Recipe, Recipe>>(Gen.Double[1e-6, 1], (layer, rate) => recipe => recipe.Group(layer, rate)),
        Gen.Int[1, 1000].Select<int, Func<Recipe, Recipe>>(classes => recipe => recipe.Head(classes)),
        Gen.Int[1, 9].Select<int, double, Func<Recipe, Recipe>>(Gen.Double[0, 1], (classes, dropout) => recipe => recipe.Head(classes, dropout)),
        Gen.Const<Func<Recipe, Recipe>>(recipe => recipe.Head(head => head.Linear(8).BatchNorm().ReLU().Linear(3, bias: false))),
        Gen.Const<Func<Recipe, Recipe>>(recipe => recipe.Features()),
        Gen.Enum<FrozenBatchNorm>().Select<FrozenBatchNorm, Func<Recipe, Recipe>>(mode => recipe => recipe.BatchNorm(mode)),
        Gen.Double[1e-9, 10].Select<double, double, Func<Recipe, Recipe>>(Gen.Double[0, 0.99], (rate, momentum) => recipe =>
            recipe.Optimizer(Optimizers.Sgd(rate, momentum))),
        Gen.Int.Select<int, Func<Recipe, Recipe>>(seed => recipe => recipe.Seed(seed)),
        Gen.Int[32, 300].Select<int, Func<Recipe, Recipe>>(pixels => recipe => recipe.InputSize(pixels)),
        Gen.Const<Func<Recipe, Recipe>>(recipe => recipe.Pretrained()),
        Gen.OneOfConst("a.pth", "c:\\ü \"b\".safetensors", "\t1\r\n2").Select<string, Func<Recipe, Recipe>>(path => recipe =>
            recipe.Pretrained(WeightsFile.At(path))));

    public static Gen<Recipe> All { get; } = Steps.List[0, 8].Select(steps =>
        steps.Aggregate(Backbone.ResNet18(), (recipe, step) => step(recipe)));
}
