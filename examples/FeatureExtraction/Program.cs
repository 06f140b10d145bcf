using Transfer;
using Transfer.Examples;
using Transfer.Weights;
using static TorchSharp.torch;

if (args is not [] and not ["--pretrained"])
{
    Console.Error.WriteLine("""
        dotnet run -c Release --project examples/FeatureExtraction                   shapes and counts, with random weights
        dotnet run -c Release --project examples/FeatureExtraction -- --pretrained   loads torchvision's weights, downloading them once
        """);
    return 2;
}

var pretrained = args.Length > 0;

try
{
    Show("ResNet18, three classes", LessonRecipes.ThreeClasses, images: 2);
    Show("VGG16, features frozen", LessonRecipes.VggClassifier, images: 1);
    Show("ResNet18 without its head", LessonRecipes.Features, images: 4);
    Show("ResNet50, SGD over what trains", LessonRecipes.SgdOverWhatTrains, images: 1);
    return 0;
}
catch (WeightsFileException error)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}

void Show(string title, Recipe recipe, int images)
{
    var plan = recipe.Compile();
    using var module = plan.CreateModule(pretrained);
    using var scope = NewDisposeScope();
    module.eval();
    using var noGradient = no_grad();
    var output = module.forward(rand(images, 3, 224, 224));

    Console.WriteLine($"== {title}");
    Console.WriteLine(recipe);
    Console.WriteLine($"output    [{string.Join(", ", output.shape)}]");
    var trained = module.named_parameters().Where(pair => pair.parameter.requires_grad).ToArray();
    Console.WriteLine(
        $"trains    {trained.Length} tensors, {trained.Sum(pair => pair.parameter.numel()):N0} of {plan.ParameterCount:N0} "
        + "parameters");
    foreach (var (name, parameter) in trained)
    {
        Console.WriteLine($"          {name} [{string.Join(", ", parameter.shape)}]");
    }

    if (trained.Length > 0)
    {
        using var optimizer = plan.CreateOptimizer(module);
        Console.WriteLine($"optimizer {plan.Phases[0].Optimizer} over {optimizer.parameters().Count()} tensors");
    }

    Console.WriteLine();
}
