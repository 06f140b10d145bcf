using Transfer.Common;
using Transfer.Operators;
using Transfer.Planning;

namespace Transfer.Tests.Planning;

public class InputTests
{
    [Fact]
    public void One_channel_sums_the_filters()
    {
        var plan = Backbone.ResNet18().Pretrained().InputChannels(1).Compile();

        Assert.Equal(Shape.Of(1, 224, 224), plan.Graph.Input);
        Assert.Equal([new WeightAdaptation("conv1.weight", AdaptationKind.SumChannels, 3, 1)], plan.Adaptations);
        Assert.Equal(Provenance.Pretrained, plan.Parameters[0].Provenance);
        Assert.Equal(Shape.Of(64, 1, 7, 7), plan.Parameters[0].Shape);
        Assert.Equal(0.449, Assert.Single(plan.Preprocessing.Mean), 1e-12);
        Assert.Equal(0.226, Assert.Single(plan.Preprocessing.Std), 1e-12);
    }

    [Fact]
    public void Several_channels_repeat_the_filters_and_the_statistics()
    {
        var plan = Backbone.ViTB16().Pretrained().InputChannels(5).Compile();

        Assert.Equal([new WeightAdaptation("conv_proj.weight", AdaptationKind.RepeatChannels, 3, 5)], plan.Adaptations);
        Assert.Equal(
            EquatableList.Of(0.485, 0.456, 0.406, 0.485, 0.456), plan.Preprocessing.Mean);
    }

    [Fact]
    public void Random_weights_and_RGB_need_no_adaptation()
    {
        Assert.Empty(Backbone.ResNet18().InputChannels(1).Compile().Adaptations);
        Assert.Empty(Backbone.ResNet18().Pretrained().InputChannels(3).Compile().Adaptations);
        Assert.Equal(
            Backbone.ResNet18().Pretrained().Compile().Preprocessing,
            Backbone.ResNet18().Pretrained().InputChannels(3).Compile().Preprocessing);
    }

    [Theory]
    [InlineData("alexnet", 32, "the smallest size that works is 63 pixels; alexnet was trained at 224")]
    [InlineData("vgg16", 31, "the smallest size that works is 32 pixels; vgg16 was trained at 224")]
    [InlineData("vit_b_16", 100, "the nearest sizes that work are 96 and 112 pixels; vit_b_16 was trained at 224")]
    [InlineData("vit_b_16", 9, "the smallest size that works is 16 pixels; vit_b_16 was trained at 224")]
    public void A_size_that_does_not_work_names_those_that_do(string name, int pixels, string remedy)
    {
        var error = Assert.Throws<RecipeException>(Backbone.Named(name).InputSize(pixels).Compile);

        Assert.Equal(remedy, Assert.Single(error.Findings).Remedy);
    }

    [Fact]
    public void As_many_class_weights_as_outputs()
    {
        var finding = Assert.Single(Assert.Throws<RecipeException>(
            Backbone.ResNet18().Head(3).Loss(Losses.CrossEntropy(classWeights: [1, 2])).Compile).Findings);

        Assert.Equal(("TRF037", (int?)1), (finding.Rule, finding.Place.Step));
        Assert.Equal("classWeights has 2 weights, but the network has 3 outputs", finding.Message);
        Assert.Empty(Backbone.ResNet18().Head(2).Loss(Losses.BinaryCrossEntropy([1, 2])).Compile().Findings);
    }
}
