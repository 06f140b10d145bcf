using Transfer.Graphs;
using Transfer.Operators;

namespace Transfer.Tests.Planning;

public class RegistrationOrderTests
{
    [Fact]
    public void ResNet18_lists_a_block_s_shortcut_after_its_convolutions_as_torchvision_does()
    {
        var names = Backbone.ResNet18().Compile().Parameters.Select(parameter => parameter.Name).ToArray();

        Assert.Equal(["conv1.weight", "bn1.weight", "bn1.bias", "layer1.0.conv1.weight"], names.Take(4));
        Assert.Equal(
            [
                "layer2.0.conv1.weight",
                "layer2.0.bn1.weight",
                "layer2.0.bn1.bias",
                "layer2.0.conv2.weight",
                "layer2.0.bn2.weight",
                "layer2.0.bn2.bias", "layer2.0.downsample.0.weight", "layer2.0.downsample.1.weight", "layer2.0.downsample.1.bias",
            ],
            names.Where(name => name.StartsWith("layer2.0", StringComparison.Ordinal)));
        Assert.Equal(["fc.weight", "fc.bias"], names.TakeLast(2));
        Assert.Equal(62, names.Length);
    }

    [Fact]
    public void Buffers_go_by_module_too()
    {
        var buffers = Backbone.ResNet18().Compile().Graph.Buffers.Select(buffer => buffer.Name).ToArray();

        Assert.Equal(
            ["bn1.running_mean", "bn1.running_var", "bn1.num_batches_tracked", "layer1.0.bn1.running_mean"], buffers.Take(4));
        Assert.Equal(60, buffers.Length);
    }

    [Fact]
    public void A_module_s_place_is_that_of_its_first_use()
    {
        var g = new GraphBuilder("order", Shape.Of(4));
        var x = g.Linear("block.b", g.Input, 4);
        x = g.Linear("other", x, 4);
        g.Linear("block.a", x, 4, bias: false);

        Assert.Equal(["block.b.weight", "block.b.bias", "block.a.weight", "other.weight", "other.bias"], Names(g));
    }

    [Fact]
    public void A_declared_place_comes_first()
    {
        var g = new GraphBuilder("order", Shape.Of(4));
        g.Declare("block.a");
        g.Linear("block.a", g.Linear("block.b", g.Linear("first", g.Input, 4, bias: false), 4, bias: false), 4, bias: false);

        Assert.Equal(["block.a.weight", "block.b.weight", "first.weight"], Names(g));
    }

    private static IEnumerable<string> Names(GraphBuilder graph) =>
        graph.Build("block.a").Parameters.Select(parameter => parameter.Name);
}
