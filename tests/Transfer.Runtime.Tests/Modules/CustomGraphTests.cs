using Transfer.Tests.Training;
using Transfer.Training;
using Transfer.Weights;
using static TorchSharp.torch;

namespace Transfer.Tests.Modules;

/// <summary>A custom network, written as a graph: the run makes it of the plan alone.</summary>
[Collection(TorchGenerator.Name)]
public sealed class CustomGraphTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static Recipe Recipe => ResidualGraph.Recipe
        .InputSize(Pictures.Side, resize: Pictures.Side)
        .FreezeUpTo("layer1")
        .Head(3)
        .Optimizer(Optimizers.Sgd(0.05))
        .BatchSize(8)
        .Seed(5);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void It_trains_a_step_and_leaves_what_is_frozen()
    {
        using var model = Create(Recipe);
        var before = Values(model);
        var history = model.Train(Pictures.Of(8));
        var moved = Values(model).Where(pair => !pair.Value.SequenceEqual(before[pair.Key])).Select(pair => pair.Key).ToArray();

        Assert.Equal(8, history.Epochs.Single().Training.Images);
        Assert.Equal(
            model.Plan.Graph.Parameters.Select(parameter => parameter.Name).Where(model.Plan.IsTrainable), moved);
        Assert.Contains("fc.weight", moved);
        Assert.DoesNotContain("layer1.conv1.weight", moved);
    }

    [Fact]
    public void It_is_saved_and_opened_without_the_code_that_wrote_it()
    {
        var file = folder["mynet.safetensors"];
        using var model = Create(Recipe);
        model.Train(Pictures.Of(8));
        model.Save(file);
        using var opened = TransferModel.Open(file, CPU);

        Assert.Equal(model.Plan, opened.Plan);
        Assert.Equal(Values(model), Values(opened));
        Assert.Equal(model.Evaluate(Pictures.Of(12)).Loss, opened.Evaluate(Pictures.Of(12)).Loss);
    }

    [Fact]
    public void Its_weights_are_loaded_from_a_file_of_its_own()
    {
        var file = folder["mynet.safetensors"];
        using var model = Create(Recipe);
        model.Save(file);

        using var module = Recipe.Head(4).Pretrained(WeightsFile.At(file)).Compile().CreateModule(out var report);

        Assert.Equal(["fc.weight", "fc.bias"], report!.NewInHead);
        using var scope = NewDisposeScope();
        Assert.Equal([2L, 4L], module.forward(rand([2, 3, Pictures.Side, Pictures.Side])).shape);
    }

    private static TransferModel Create(Recipe recipe) => TransferModel.Create(recipe.Compile(), CPU);

    private static Dictionary<string, float[]> Values(TransferModel model) =>
        model.Module.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter.cpu().data<float>().ToArray());
}
