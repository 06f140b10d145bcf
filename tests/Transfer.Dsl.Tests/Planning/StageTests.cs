using Transfer.Architectures;
using Transfer.Graphs;

namespace Transfer.Tests.Planning;

public class StageTests
{
    [Theory]
    [InlineData("resnet18", "stem layer1 layer2 layer3 layer4 head")]
    [InlineData("resnet50", "stem layer1 layer2 layer3 layer4 head")]
    [InlineData("vgg16", "stem features.5 features.10 features.17 features.24 classifier.0 head")]
    [InlineData("densenet121", "stem features.denseblock1 features.transition1 features.transition2 features.transition3 head")]
    [InlineData("mobilenet_v2", "stem features.2 features.4 features.7 features.14 head")]
    [InlineData("efficientnet_b0", "stem features.2 features.3 features.4 features.6 head")]
    [InlineData("convnext_tiny", "stem features.2 features.4 features.6 head")]
    public void A_convolutional_network_has_a_stage_for_each_resolution(string name, string expected) =>
        Assert.Equal(expected, string.Join(" ", Stages.Of(Backbone.Named(name).Compile().Graph).Select(stage => stage.Name)));

    [Fact]
    public void A_transformer_s_blocks_are_its_stages()
    {
        var stages = Stages.Of(Backbone.ViTB16().Compile().Graph);

        Assert.Equal(14, stages.Count);
        Assert.Equal("stem", stages[0].Name);
        Assert.Equal("encoder.layers.encoder_layer_0", stages[1].Name);
        Assert.Equal("head", stages[13].Name);
    }

    [Fact]
    public void Every_architecture_has_several_and_each_node_with_parameters_is_in_one() =>
        Assert.All(Zoo.Architectures, architecture =>
    {
        var graph = Backbone.Named(architecture.Name).Compile().Graph;
        var stages = Stages.Of(graph);

        Assert.InRange(stages.Count, 4, 40);
        Assert.Equal("head", stages[^1].Name);
        Assert.Equal(stages.Count, stages.Select(stage => stage.Name).Distinct().Count());
        Assert.All(graph.Parameters, parameter => Assert.Single(stages, stage => stage.Nodes[parameter.Node]));
    });

    [Fact]
    public void Features_have_no_head() =>
        Assert.Equal("layer4", Stages.Of(Backbone.ResNet18().Features().Compile().Graph)[^1].Name);

    [Fact]
    public void The_last_stages_train_with_the_head_and_too_many_are_all()
    {
        var start = Backbone.ResNet18().Pretrained().FreezeAll().Head(10);

        Assert.Equal(["layer3", "layer4", "fc"], Training(start.UnfreezeLast(stages: 2)));
        Assert.Equal(["conv1", "bn1", "layer1", "layer2", "layer3", "layer4", "fc"], Training(start.UnfreezeLast(stages: 50)));
        Assert.Equal(["layer3", "layer4", "fc"], Training(Backbone.ResNet18().FreezeUpTo("layer2")));
        Assert.Equal([], Training(Backbone.ResNet18().FreezeUpTo("fc")));
    }

    private static IEnumerable<string> Training(Recipe recipe)
    {
        var plan = recipe.Compile();
        return plan.Parameters
            .Select(parameter => parameter.Name)
            .Where(plan.IsTrainable)
            .Select(name => name.Split('.')[0])
            .Distinct();
    }
}
