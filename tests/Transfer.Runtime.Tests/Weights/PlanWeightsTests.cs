using Transfer.Tests.Training;
using Transfer.Weights;
using Transfer.Weights.Loading;
using Transfer.Weights.Safetensors;
using Transfer.Weights.Storage;

namespace Transfer.Tests.Weights;

public sealed class PlanWeightsTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Old_files_without_counters_load()
    {
        var report = Load(
            entry => entry.Name.EndsWith("num_batches_tracked", StringComparison.Ordinal) ? null : entry, Backbone.ResNet18());
        Assert.Equal(20, report.Missing.Count);
        Assert.Equal(62 + 40, report.Loaded.Count);
        Assert.Contains("20 counters missing", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Other_precisions_are_converted()
    {
        var half = new byte[] { 0x00, 0x3C };
        Load(
            entry => entry.Name == "bn1.weight"
                ? SafetensorsEntry.Of(
                    entry.Name, WeightDType.F16, entry.Shape, Enumerable.Repeat(half, 64).SelectMany(pair => pair).ToArray())
                : entry,
            Backbone.ResNet18(),
            module => Assert.All(module.state_dict()["bn1.weight"].data<float>().ToArray(), value => Assert.Equal(1f, value)));
    }

    [Fact]
    public void Shapes_that_differ_are_named_and_nothing_is_broadcast()
    {
        var error = Assert.Throws<WeightsFileException>(() => Load(
            entry => entry.Name == "fc.weight" ? Zeros("fc.weight", 1, 512) : entry,
            Backbone.ResNet18()));
        Assert.Contains(
            "fc.weight is [1, 512] in the file and [1000, 512] in the network", error.Message, StringComparison.Ordinal);
        Assert.Contains("Head(", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_and_unexpected_tensors_are_named()
    {
        var error = Assert.Throws<WeightsFileException>(() => Load(
            entry => entry.Name == "conv1.weight" ? Zeros("stem.weight", 64, 3, 7, 7) : entry,
            Backbone.ResNet18()));
        Assert.Contains("conv1.weight [64, 3, 7, 7] is missing", error.Message, StringComparison.Ordinal);
        Assert.Contains("stem.weight [64, 3, 7, 7] is not part of the network", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Integers_are_no_weights()
    {
        var error = Assert.Throws<WeightsFileException>(() => Load(
            entry => entry.Name == "bn1.bias" ? SafetensorsEntry.Of("bn1.bias", WeightDType.I64, [64], new byte[64 * 8]) : entry,
            Backbone.ResNet18()));
        Assert.Contains("bn1.bias is I64 in the file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_replaced_head_leaves_the_old_one_in_the_file()
    {
        var report = Load(entry => entry, Backbone.ResNet18(), recipe: recipe => recipe.Head(h => h.Linear(16).ReLU().Linear(3)));
        Assert.Equal(["fc.weight", "fc.bias"], report.HeadReplaced);
        Assert.Equal(["fc.0.weight", "fc.0.bias", "fc.2.weight", "fc.2.bias"], report.NewInHead);
    }

    [Fact]
    public void Taking_the_head_off_leaves_it_in_the_file()
    {
        var report = Load(entry => entry, Backbone.ResNet18(), recipe: recipe => recipe.Features());
        Assert.Equal(["fc.weight", "fc.bias"], report.HeadReplaced);
        Assert.Empty(report.NewInHead);
    }

    [Theory]
    [InlineData("densenet121", "features.denseblock1.denselayer1.norm1.weight", "features.denseblock1.denselayer1.norm.1.weight")]
    [InlineData(
        "densenet121", "features.denseblock4.denselayer16.conv2.weight", "features.denseblock4.denselayer16.conv.2.weight")]
    [InlineData("vit_b_32", "encoder.layers.encoder_layer_3.mlp.0.weight", "encoder.layers.encoder_layer_3.mlp.linear_1.weight")]
    [InlineData("vit_b_32", "encoder.layers.encoder_layer_3.mlp.3.bias", "encoder.layers.encoder_layer_3.mlp.linear_2.bias")]
    public void Names_of_old_files_are_known(string architecture, string current, string old)
    {
        var plan = Backbone.Named(architecture).Compile();
        Assert.Equal(current, plan.CurrentName(old));
        Assert.Equal(current, plan.CurrentName(current));
        Assert.Equal(old, Backbone.ResNet18().Compile().CurrentName(old));
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var plan = Backbone.ResNet18().Pretrained(WeightsFile.At(folder["nothing.pth"])).Compile();
        var error = Assert.Throws<WeightsFileException>(() => plan.CreateModule());
        Assert.Contains("nothing.pth", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_alone_are_no_model()
    {
        SafetensorsWriter.Write(folder["weights.safetensors"], [Zeros("x", 1)]);
        var error = Assert.Throws<WeightsFileException>(() => TransferModel.Open(folder["weights.safetensors"]));
        Assert.Contains("no plan", error.Message, StringComparison.Ordinal);
    }

    private static SafetensorsEntry Zeros(string name, params long[] shape) =>
        SafetensorsEntry.Of(name, WeightDType.F32, [.. shape], new byte[shape.Aggregate(4L, (a, b) => a * b)]);

    private LoadReport Load(
        Func<SafetensorsEntry, SafetensorsEntry?> change,
        Recipe backbone,
        Action<Transfer.Modules.PlanModule>? check = null,
        Func<Recipe, Recipe>? recipe = null)
    {
        var graph = backbone.Compile().Graph;
        var entries = graph.Parameters.Concat(graph.Buffers)
            .Select(tensor => SafetensorsEntry.Of(
                tensor.Name,
                tensor.Spec.IsInteger ? WeightDType.I64 : WeightDType.F32,
                [.. tensor.Shape.Dimensions.Select(length => (long)length)],
                new byte[tensor.Shape.Elements * (tensor.Spec.IsInteger ? 8 : 4)]))
            .Select(change)
            .OfType<SafetensorsEntry>()
            .ToArray();
        SafetensorsWriter.Write(folder["weights.safetensors"], entries);
        var pretrained = backbone.Pretrained(WeightsFile.At(folder["weights.safetensors"]));
        using var module = (recipe?.Invoke(pretrained) ?? pretrained).Compile().CreateModule(out var report);
        check?.Invoke(module);
        return report!;
    }
}
