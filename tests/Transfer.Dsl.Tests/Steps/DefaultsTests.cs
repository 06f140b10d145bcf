using Transfer.Common;
using Transfer.Data;
using Transfer.Operators;
using Transfer.Recipes;

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
        Assert.Equal(new SgdSettings(0.1, 0, 0, false, 0), Optimizers.Sgd(0.1));
        Assert.Equal(new AdamSettings(1e-3, 0.9, 0.999, 1e-8, 0), Optimizers.Adam());
        Assert.Equal(new AdamWSettings(1e-3, 0.9, 0.999, 1e-8, 0.01), Optimizers.AdamW());
        Assert.Equal(new RMSpropSettings(1e-2, 0.99, 1e-8, 0, 0, false), Optimizers.RMSprop());
        Assert.Equal(new NAdamSettings(2e-3, 0.9, 0.999, 1e-8, 0, 4e-3), Optimizers.NAdam());
        Assert.Equal(new RAdamSettings(1e-3, 0.9, 0.999, 1e-8, 0), Optimizers.RAdam());
        Assert.Equal(new AdagradSettings(1e-2, 0, 0, 0, 1e-10), Optimizers.Adagrad());
        Assert.Equal(new LbfgsSettings(1, 20, 25, 1e-7, 1e-9, 100, false), Optimizers.Lbfgs());
    }

    [Fact]
    public void Optimizers_print_as_the_calls_that_make_them() => Assert.Equal(
        "Optimizers.Sgd(1, momentum: 0.9, dampening: 0.5); Optimizers.RMSprop(0.01, alpha: 0.9, centered: true); "
        + "Optimizers.NAdam(0.002, momentumDecay: 0.1); "
            + "Optimizers.RAdam(0.001, beta1: 0.8); Optimizers.Adagrad(0.01, rateDecay: 0.1); Optimizers.Lbfgs(1, "
            + "iterations: 4, strongWolfe: true)",
        string.Join(
            "; ",
            Optimizers.Sgd(1, 0.9, dampening: 0.5),
            Optimizers.RMSprop(alpha: 0.9, centered: true),
            Optimizers.NAdam(momentumDecay: 0.1),
            Optimizers.RAdam(beta1: 0.8),
            Optimizers.Adagrad(rateDecay: 0.1),
            Optimizers.Lbfgs(iterations: 4, strongWolfe: true)));

    [Fact]
    public void A_run_is_plain_unless_the_recipe_says_otherwise()
    {
        var plan = Backbone.ResNet18().Compile();

        Assert.Equal(RunSettings.Default, plan.Training);
        Assert.Equal(new CrossEntropyLoss(0, EquatableList<double>.Empty), plan.Training.Loss);
        Assert.Equal(Schedules.Constant(), plan.Schedule);
        Assert.Null(plan.Phases[0].Schedule);
        Assert.Empty(plan.Adaptations);
        Assert.Empty(plan.Selections);
    }

    [Fact]
    public void Augmentations_of_several_calls_come_one_after_another()
    {
        var training = Backbone.ResNet18().Augment(Augmentations.HorizontalFlip(), Augmentations.MixUp())
            .Augment(Augmentations.HorizontalFlip(0.1)).Compile().Training;

        Assert.Equal(EquatableList.Of(Augmentations.HorizontalFlip(), Augmentations.HorizontalFlip(0.1)), training.Augmentations);
        Assert.Equal(EquatableList.Of(Augmentations.MixUp()), training.BatchAugmentations);
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
        "Backbone.ResNet18()\n    .Pretrained(\"a\\\"b\")\n    .UnfreezeFrom(\"layer3\")\n    "
        + ".Head(h => h.Linear(8, bias: false).LayerNorm().SiLU().Linear(3))\n"
            + "    .BatchNorm(FrozenBatchNorm.Train)\n    .Optimizer(Optimizers.Sgd(1e-05, momentum: 0.9, weightDecay: "
            + "0.01, nesterov: true))",
        Backbone.ResNet18().Pretrained("a\"b").UnfreezeFrom("layer3")
            .Head(head => head.Linear(8, bias: false).LayerNorm().SiLU().Linear(3))
            .BatchNorm(FrozenBatchNorm.Train)
            .Optimizer(Optimizers.Sgd(1e-5, momentum: 0.9, weightDecay: 0.01, nesterov: true))
            .ToString());
}
