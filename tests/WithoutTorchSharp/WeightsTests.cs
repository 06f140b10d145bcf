using Transfer;
using Transfer.Weights;
using Transfer.Weights.Loading;
using Transfer.Weights.Safetensors;
using Transfer.Weights.Storage;

namespace WithoutTorchSharp;

public sealed class WeightsTests
{
    private static readonly Plan Model = Backbone.SqueezeNet1_1().Head(3).Optimizer(Optimizers.Sgd(0.01)).Epochs(1).Compile();

    [Fact]
    public void A_model_goes_to_a_file_and_back()
    {
        using var folder = new Folder();
        Save(Model, folder["model.safetensors"], new ModelDescription(Model, ["a", "b", "c"]).ToMetadata());

        using var file = WeightsFileReader.Read(folder["model.safetensors"]);
        var description = ModelDescription.Read(file);
        var match = WeightsMatch.OfModel(description.Plan, file);

        Assert.Equal(Model, description.Plan);
        Assert.Equal(["a", "b", "c"], description.ClassNames);
        Assert.Equal(
            Model.Graph.Parameters.Concat(Model.Graph.Buffers).Select(tensor => tensor.Name),
            match.Tensors.Select(tensor => tensor.Name));
        Assert.All(match.Tensors, tensor => Assert.Equal(tensor.Name.Length, tensor.Source.ToSingle()[^1]));
    }

    [Fact]
    public async Task Pretrained_weights_leave_the_new_head_out()
    {
        using var folder = new Folder();
        var path = folder["weights.safetensors"];
        Save(Backbone.SqueezeNet1_1().Optimizer(Optimizers.Sgd(0.01)).Epochs(1).Compile(), path, metadata: null);
        var plan = Backbone.SqueezeNet1_1().Pretrained(WeightsFile.At(path)).Head(3)
            .Optimizer(Optimizers.Sgd(0.01)).Epochs(1).Compile();

        Assert.Null(await PlanWeightsFile.LocateAsync(Model));
        using var file = WeightsFileReader.Read((await PlanWeightsFile.LocateAsync(plan))!);
        var report = WeightsMatch.OfPretrained(plan, file).Report;

        Assert.Equal(["classifier.1.weight", "classifier.1.bias"], report.NewInHead);
        Assert.Equal(report.NewInHead, report.HeadReplaced);
        Assert.Equal(plan.Graph.Parameters.Count - 2, report.Loaded.Count);
        Assert.Contains("weights only", Assert.Throws<WeightsFileException>(() => ModelDescription.Read(file)).Message);
    }

    [Fact]
    public void A_file_of_PyTorch_is_read()
    {
        using var file = WeightsFileReader.Read(Path.Combine(AppContext.BaseDirectory, "zip.pth"));
        Assert.NotEmpty(file);
        Assert.All(file, tensor => Assert.Equal(tensor.ElementCount, tensor.ToSingle().Length));
    }

    // Each tensor is filled with the length of its name.
    private static void Save(Plan plan, string path, IReadOnlyDictionary<string, string>? metadata) => SafetensorsWriter.Write(
        path,
        [.. plan.Graph.Parameters.Concat(plan.Graph.Buffers).Select(tensor => new SafetensorsEntry(
            tensor.Name,
            WeightDType.F32,
            [.. tensor.Shape.Dimensions.Select(length => (long)length)],
            stream =>
            {
                var value = BitConverter.GetBytes((float)tensor.Name.Length);
                for (var i = 0; i < tensor.Shape.Elements; i++)
                {
                    stream.Write(value);
                }
            }))],
        metadata);
}
