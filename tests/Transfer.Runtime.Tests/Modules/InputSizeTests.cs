using Transfer.Modules;
using static TorchSharp.torch;

namespace Transfer.Tests.Modules;

/// <summary>The shapes that the plan infers are those that TorchSharp computes, at every node, at odd sizes.</summary>
public sealed class InputSizeTests
{
    public static TheoryData<string> Architectures =>
    [
        "alexnet", "convnext_tiny", "efficientnet_b0", "mobilenet_v2", "mobilenet_v3_small", "resnet18", "resnext50_32x4d",
        "squeezenet1_0", "vgg11",
    ];

    [Theory]
    [MemberData(nameof(Architectures))]
    public void Planned_and_computed_shapes_agree_at_every_node(string architecture)
    {
        foreach (var side in new[] { 65, 97, 131 })
        {
            var plan = Backbone.Named(architecture).InputSize(side).Head(3).Seed(1).Compile();
            using var module = plan.CreateModule();
            using var noGradient = no_grad();
            using var scope = NewDisposeScope();
            var tensors = module.state_dict();
            var values = new Tensor?[plan.Graph.Nodes.Count];
            values[0] = rand([1, 3, side, side]);
            foreach (var node in plan.Graph.Nodes.Skip(1))
            {
                var runner = new NodeRunner(node, node.Operator.Accept(Kernels.Instance).Run);
                runner.Bind(tensors);
                values[node.Index] = runner.Run(values, training: false);
                Assert.Equal(
                    $"{node.Path} at {side}: {node.Output}",
                    $"{node.Path} at {side}: [{string.Join(", ", values[node.Index]!.shape.Skip(1))}]");
            }
        }
    }

    [Theory]
    [InlineData("resnet18", 299)]
    [InlineData("densenet121", 65)]
    public void Other_sizes_run_whole(string architecture, int side)
    {
        using var module = Backbone.Named(architecture).InputSize(side).Head(3).Seed(1).Compile().CreateModule();
        module.eval();
        using var noGradient = no_grad();
        using var images = rand([1, 3, side, side]);
        using var output = module.forward(images);
        Assert.Equal([1L, 3L], output.shape);
    }

    [Theory]
    [InlineData("alexnet", 33)]
    [InlineData("vit_b_16", 225)]
    public void A_size_that_the_architecture_can_not_take_is_refused_when_it_is_planned(string architecture, int side)
    {
        var error = Assert.Throws<RecipeException>(() => Backbone.Named(architecture).InputSize(side).Compile());
        Assert.Contains("TRF004", error.Message, StringComparison.Ordinal);
        Assert.Contains($"InputSize({side})", error.Message, StringComparison.Ordinal);
        Assert.Contains("224", error.Message, StringComparison.Ordinal);
    }
}
