using TorchSharp;
using static TorchSharp.torch;

namespace Transfer.Tests.Modules;

public sealed class PlanModuleTests
{
    [Theory]
    [InlineData("resnet18")]
    [InlineData("squeezenet1_1")]
    [InlineData("mobilenet_v3_small")]
    [InlineData("densenet121")]
    public void State_dict_and_parameters_are_in_the_plans_order(string architecture)
    {
        var plan = Backbone.Named(architecture).Head(3).Compile();
        using var module = plan.CreateModule();
        Assert.Equal(plan.Parameters.Select(parameter => parameter.Name), module.named_parameters().Select(pair => pair.name));
        Assert.Equal(plan.Graph.Buffers.Select(buffer => buffer.Name), module.named_buffers().Select(pair => pair.name));
        Assert.Equal(plan.ParameterCount, module.parameters().Sum(parameter => parameter.numel()));
    }

    [Fact]
    public void The_seed_decides_the_new_parameters()
    {
        var plan = Backbone.SqueezeNet1_1().Head(3).Seed(5).Compile();
        using var first = plan.CreateModule();
        using var second = plan.CreateModule();
        using var other = Backbone.SqueezeNet1_1().Head(3).Seed(6).Compile().CreateModule();
        Assert.True(
            first.state_dict()["classifier.1.weight"].equal(second.state_dict()["classifier.1.weight"]).all().item<bool>());
        Assert.False(
            first.state_dict()["classifier.1.weight"].equal(other.state_dict()["classifier.1.weight"]).all().item<bool>());
    }

    [Theory]
    [InlineData("resnet18", "conv1.weight", 0.0250, 0.0)]
    [InlineData("vgg11", "classifier.0.weight", 0.0100, 0.0)]
    [InlineData("convnext_tiny", "features.1.0.block.3.weight", 0.0200, 0.0)]
    [InlineData("densenet121", "features.conv0.weight", 0.1166, 0.0)]
    [InlineData("resnet18", "bn1.weight", 0.0, 1.0)]
    [InlineData("convnext_tiny", "features.1.0.layer_scale", 0.0, 1e-6)]
    [InlineData("alexnet", "classifier.1.weight", 0.00601, 0.0)]
    public void New_parameters_are_drawn_as_torchvision_draws_them(string architecture, string parameter, double std, double mean)
    {
        using var module = Backbone.Named(architecture).Seed(3).Compile().CreateModule();
        using var scope = NewDisposeScope();
        var value = module.state_dict()[parameter].to(ScalarType.Float64);
        Assert.Equal(std, value.std(unbiased: false).item<double>(), Math.Max(1e-9, std * 0.03));
        Assert.Equal(mean, value.mean().item<double>(), Math.Max(1e-9, std * 0.03));
    }

    [Theory]
    [InlineData(32)]
    [InlineData(49)]
    public void The_wide_shortcuts_of_a_ResNet50_have_gradients_and_compute_the_same_with_them(int side)
    {
        using var module = Backbone.ResNet50().InputSize(side).Head(3).Seed(4).Compile().CreateModule();
        using var scope = NewDisposeScope();
        module.eval();
        var input = rand([2, 3, side, side]);
        Tensor expected;
        using (no_grad())
        {
            expected = module.forward(input);
        }

        var actual = module.forward(input);
        actual.sum().backward();

        Assert.True(actual.allclose(expected, rtol: 1e-4, atol: 1e-5));
        Assert.All(module.named_parameters(), pair => Assert.True(pair.parameter.grad!.isfinite().all().item<bool>()));
        Assert.NotEqual(0, module.get_parameter("conv1.weight")!.grad!.abs().sum().item<float>());
    }

    [Fact]
    public void The_wide_shortcuts_of_a_ResNet50_train_over_a_frozen_prefix()
    {
        // The input of the last stage then asks for no gradient, and only its weights do.
        using var module = Backbone.ResNet50()
            .InputSize(64)
            .FreezeAll()
            .UnfreezeFrom("layer4")
            .Head(3)
            .Seed(4)
            .Compile()
            .CreateModule();
        using var scope = NewDisposeScope();
        module.train();
        module.forward(rand([2, 3, 64, 64])).sum().backward();

        Assert.True(module.get_parameter("layer4.0.downsample.0.weight")!.grad!.isfinite().all().item<bool>());
        Assert.Null(module.get_parameter("layer3.0.downsample.0.weight")!.grad);
    }

    [Fact]
    public void Only_what_the_plan_trains_requires_a_gradient()
    {
        var plan = Backbone.ResNet18().FreezeAll().Unfreeze("layer4.1").Head(3).Compile();
        using var module = plan.CreateModule();
        Assert.All(module.named_parameters(), pair => Assert.Equal(plan.IsTrainable(pair.name), pair.parameter.requires_grad));
    }

    [Fact]
    public void Frozen_layers_stay_in_inference_after_train()
    {
        using var module = Backbone.Vgg11Bn().InputSize(32, resize: 32).FreezeAll().Features().Seed(1).Compile().CreateModule();
        using var scope = NewDisposeScope();
        var images = rand([2, 3, 32, 32]);
        module.eval();
        var inference = module.forward(images);
        module.train();
        Assert.True(module.forward(images).equal(inference).all().item<bool>());
    }

    [Fact]
    public void The_callers_tensor_is_neither_changed_nor_disposed()
    {
        using var module = Backbone.ResNet18().Features().Compile().CreateModule();
        using var images = rand([1, 3, 224, 224]);
        using var copy = images.clone();
        using var output = module.forward(images);
        Assert.Equal([1L, 512L], output.shape);
        Assert.True(images.equal(copy).all().item<bool>());
    }

    [Fact]
    public void An_unplanned_shape_is_refused_with_the_way_out()
    {
        using var module = Backbone.ResNet18().Compile().CreateModule();
        using var images = rand([1, 3, 64, 64]);
        var error = Assert.Throws<ArgumentException>(() => module.forward(images));
        Assert.Contains("3×224×224", error.Message, StringComparison.Ordinal);
        Assert.Contains("InputSize", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_forward_pass_leaves_no_tensor_behind()
    {
        using var module = Backbone.ViTB32().Head(3).Compile().CreateModule();
        module.eval();
        using var images = rand([1, 3, 224, 224]);
        using (no_grad())
        {
            module.forward(images).Dispose();
            var statistics = DisposeScopeManager.Statistics;
            var before = statistics.ThreadTotalLiveCount;
            for (var i = 0; i < 3; i++)
            {
                module.forward(images).Dispose();
            }

            Assert.Equal(before, statistics.ThreadTotalLiveCount);
        }
    }
}
