using Transfer.Graphs;
using Transfer.Planning;
using Transfer.Steps;

namespace Transfer.Tests.Steps;

public class DefaultsTests
{
    [Fact]
    public void A_bare_backbone_has_documented_defaults()
    {
        var plan = Backbone.ResNet18().Compile();
        var phase = Assert.Single(plan.Phases);

        Assert.Equal(32, plan.BatchSize);
        Assert.Null(plan.Seed);
        Assert.Null(plan.Weights);
        Assert.Equal(1, phase.Epochs);
        Assert.Equal(new AdamWSettings(1e-3, 0.9, 0.999, 1e-8, 0.01), phase.Optimizer);
    }

    [Fact]
    public void Optimizers_default_to_PyTorch_s_numbers()
    {
        Assert.Equal(new SgdSettings(0.1, 0, 0, false), Optimizers.Sgd(0.1));
        Assert.Equal(new AdamSettings(1e-3, 0.9, 0.999, 1e-8, 0), Optimizers.Adam());
        Assert.Equal(new AdamWSettings(1e-3, 0.9, 0.999, 1e-8, 0.01), Optimizers.AdamW());
    }

    [Fact]
    public void The_last_of_a_setting_holds()
    {
        var plan = Backbone.ResNet18().Seed(1).Seed(2).Epochs(3).Epochs(4).BatchSize(5).BatchSize(6)
            .Optimizer(Optimizers.Adam()).Optimizer(Optimizers.Sgd(1)).Compile();

        Assert.Equal((2, 4, 6), (plan.Seed, plan.Phases[0].Epochs, plan.BatchSize));
        Assert.IsType<SgdSettings>(plan.Phases[0].Optimizer);
    }

    [Fact]
    public void Default_weights_become_their_entry() =>
        Assert.Equal(new WeightsSource.Entry("IMAGENET1K_V1"), Backbone.ResNet18().Pretrained().Compile().Weights);

    [Fact]
    public void A_weights_file_keeps_the_default_entry_s_preprocessing()
    {
        var plan = Tiny.Recipe().Pretrained(WeightsFile.At("own.pth")).Compile();

        Assert.Equal(new WeightsSource.File("own.pth"), plan.Weights);
        Assert.Equal(Tiny.Architecture.DefaultWeights.Preprocessing, plan.Preprocessing);
    }

    [Fact]
    public void A_weights_entry_decides_input_and_preprocessing_wherever_it_stands()
    {
        var plan = Tiny.Recipe().FreezeAll().Pretrained("V2").Compile();

        Assert.Equal(Shape.Of(3, 16, 16), plan.Graph.Input);
        Assert.Equal(Tiny.Architecture.Weights[1].Preprocessing, plan.Preprocessing);
    }

    [Theory]
    [InlineData(224, 256)]
    [InlineData(64, 73)]
    [InlineData(112, 128)]
    [InlineData(299, 342)]
    public void InputSize_keeps_the_share_of_the_picture_that_the_crop_takes(int pixels, int resize)
    {
        var plan = Backbone.ResNet18().InputSize(pixels).Compile();

        Assert.Equal(Shape.Of(3, pixels, pixels), plan.Graph.Input);
        Assert.Equal((resize, pixels), (plan.Preprocessing.Resize, plan.Preprocessing.Crop));
        Assert.Equal(Preprocessing.ImageNetMean, plan.Preprocessing.Mean);
    }

    [Fact]
    public void InputSize_takes_a_resize_of_one_s_own() =>
        Assert.Equal(64, Backbone.ResNet18().InputSize(64, resize: 64).Compile().Preprocessing.Resize);

    [Fact]
    public void A_recipe_prints_as_the_code_that_makes_it() => Assert.Equal(
        "Backbone.ResNet18()\n    .Pretrained(\"a\\\"b\")\n    .UnfreezeFrom(\"layer3\")\n    .Head(h => h.Linear(8, bias: false).LayerNorm().SiLU().Linear(3))\n"
            + "    .BatchNorm(FrozenBatchNorm.Train)\n    .Optimizer(Optimizers.Sgd(1e-05, momentum: 0.9, weightDecay: 0.01, nesterov: true))",
        Backbone.ResNet18().Pretrained("a\"b").UnfreezeFrom("layer3")
            .Head(head => head.Linear(8, bias: false).LayerNorm().SiLU().Linear(3))
            .BatchNorm(FrozenBatchNorm.Train)
            .Optimizer(Optimizers.Sgd(1e-5, momentum: 0.9, weightDecay: 0.01, nesterov: true))
            .ToString());
}
