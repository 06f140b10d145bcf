using Transfer.Modules;
using Transfer.Tests.Training;
using Transfer.Training;
using Transfer.Weights;
using static TorchSharp.torch;

namespace Transfer.Tests.Weights;

public sealed class InputChannelsTests : IDisposable
{
    private readonly Training.TemporaryFolder folder = new();
    private readonly string file;

    public InputChannelsTests()
    {
        file = folder["rgb.safetensors"];
        using var rgb = TransferModel.Create(Backbone.ResNet18().InputSize(Pictures.Side).Seed(3).Compile());
        rgb.Save(file);
    }

    private Recipe Start => Backbone.ResNet18().Pretrained(WeightsFile.At(file)).InputSize(Pictures.Side).Seed(1);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_grey_picture_gives_what_its_three_equal_channels_gave()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var one = Evaluating(Start.InputChannels(1));
        using var three = Evaluating(Start);
        var grey = rand(2, 1, Pictures.Side, Pictures.Side);

        Assert.True(
            allclose(three.forward(grey.expand(2, 3, Pictures.Side, Pictures.Side)), one.forward(grey), rtol: 1e-4, atol: 1e-4));
    }

    [Fact]
    public void Five_channels_repeat_the_filters_times_three_fifths()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var five = Evaluating(Start.InputChannels(5));
        using var three = Evaluating(Start);
        var (adapted, published) = (five.state_dict()["conv1.weight"], three.state_dict()["conv1.weight"]);

        Assert.Equal([64L, 5L, 7L, 7L], adapted.shape);
        for (var channel = 0; channel < 5; channel++)
        {
            Assert.True(allclose(adapted.select(1, channel), published.select(1, channel % 3) * 0.6f));
        }
    }

    [Fact]
    public void A_grey_model_trains_on_pictures_and_opens_again()
    {
        var saved = folder["grey.safetensors"];
        using var model = TransferModel.Create(Start.InputChannels(1).Head(3).BatchSize(8).Compile());
        var history = model.Train(Pictures.Of(24));
        model.Save(saved);
        using var opened = TransferModel.Open(saved);

        Assert.True(double.IsFinite(history.Epochs[0].Training.Loss));
        Assert.Equal(
            model.Predict(Pictures.Of(1).Load(0)).Probabilities, opened.Predict(Pictures.Of(1).Load(0)).Probabilities);
    }

    [Fact]
    public void A_file_of_other_channels_is_refused_with_both_shapes()
    {
        var grey = folder["one.safetensors"];
        using (var model = TransferModel.Create(Backbone.ResNet18().InputChannels(1).Compile()))
        {
            model.Save(grey);
        }

        var error = Assert.Throws<WeightsFileException>(
            () => Backbone.ResNet18().Pretrained(WeightsFile.At(grey)).InputChannels(1).Compile().CreateModule());
        Assert.Contains(
            "conv1.weight is [64, 1, 7, 7] in the file and [64, 3, 7, 7] where it is adapted from",
            error.Message,
            StringComparison.Ordinal);
    }

    private static PlanModule Evaluating(Recipe recipe)
    {
        var module = recipe.Compile().CreateModule();
        module.eval();
        return module;
    }
}
