using Transfer.Examples;

namespace Transfer.Tests.Snapshots;

/// <summary>The plans of the examples' recipes, which are compiled into this assembly as they are.</summary>
public class ExampleTests
{
    private const string Weights = "weights/resnet18.safetensors";

    [Fact]
    public void Lesson_three_classes() => Snapshot.Match(LessonRecipes.ThreeClasses.Compile().ToString());

    [Fact]
    public void Lesson_vgg_classifier() => Snapshot.Match(LessonRecipes.VggClassifier.Compile().ToString());

    [Fact]
    public void Lesson_features() => Snapshot.Match(LessonRecipes.Features.Compile().ToString());

    [Fact]
    public void Lesson_sgd_over_what_trains() => Snapshot.Match(LessonRecipes.SgdOverWhatTrains.Compile().ToString());

    [Fact]
    public void Pretrain_on_cifar() =>
        Snapshot.Match(string.Join("\n", PretrainRecipes.Cifar.Select(recipe => recipe.Compile())));

    [Fact]
    public void Pretrain_on_fashion() => Snapshot.Match(PretrainRecipes.Fashion("cifar.safetensors").Compile().ToString());

    [Fact]
    public void Quickstart_layer4() => Snapshot.Match(QuickstartRecipes.FineTuneLayer4(Weights, seed: 42).Compile().ToString());

    [Fact]
    public void Quickstart_linear_probe() =>
        Snapshot.Match(QuickstartRecipes.LinearProbe(Weights, seed: 42).Compile().ToString());

    [Fact]
    public void Quickstart_all_layers() => Snapshot.Match(QuickstartRecipes.FineTuneAll(Weights, seed: 42).Compile().ToString());

    [Fact]
    public void Quickstart_from_scratch() => Snapshot.Match(QuickstartRecipes.FromScratch(1e-3, seed: 42).Compile().ToString());
}
