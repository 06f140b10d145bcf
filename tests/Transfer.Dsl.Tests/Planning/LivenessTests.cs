using CsCheck;
using Transfer.Graphs;
using Transfer.Operators;
using Transfer.Planning;

namespace Transfer.Tests.Planning;

public class LivenessTests
{
    private static readonly Recipe Frozen = Backbone.ResNet18().Pretrained().FreezeAll();

    [Theory]
    [InlineData("layer4", "layer3", new[] { 256, 14, 14 })]
    [InlineData("layer4.1", "layer4.0", new[] { 512, 7, 7 })]
    [InlineData("layer4.1.conv2", "layer4.0", new[] { 512, 7, 7 })] // inside a block: its shortcut would look past a later cut
    [InlineData("layer4.0.downsample", "layer3", new[] { 256, 14, 14 })]
    [InlineData("layer1", "maxpool", new[] { 64, 56, 56 })]
    [InlineData("bn1", "conv1", new[] { 64, 112, 112 })]
    [InlineData("layer3.0.bn1.bias", "layer2", new[] { 128, 28, 28 })]
    public void The_frozen_prefix_ends_before_what_trains(string unfrozen, string after, int[] shape)
    {
        var cut = Cut(Frozen.Unfreeze(unfrozen).Head(10));

        Assert.NotNull(cut);
        Assert.Equal((after, Shape.Of(shape)), (cut.After, cut.Shape));
        Assert.Equal(4 * Shape.Of(shape).Elements, cut.BytesPerImage);
    }

    [Fact]
    public void A_probe_s_prefix_is_all_but_the_head()
    {
        var plan = Frozen.Head(10).Compile();
        var cut = plan.Phases[0].Cut!;

        Assert.Equal(new Cut(plan.Graph.Nodes.Count - 2, "avgpool", Shape.Of(512)), cut);
        Assert.Equal(2048, cut.BytesPerImage);
    }

    [Fact]
    public void Dropout_before_the_classes_stays_out_of_a_probe_s_prefix() =>
        Assert.Equal(Cut(Frozen.Head(10)), Cut(Frozen.Head(10, dropout: 0.5)));

    [Fact]
    public void Where_everything_trains_there_is_no_prefix() => Assert.Null(Cut(Backbone.ResNet18()));

    [Fact]
    public void Where_the_first_layer_trains_there_is_no_prefix() => Assert.Null(Cut(Frozen.Unfreeze("conv1")));

    [Fact]
    public void Where_nothing_trains_all_is_prefix() => Assert.Equal("fc", Cut(Frozen)!.After);

    [Fact]
    public void Drifting_norms_end_the_prefix() =>
        Assert.Equal("conv1", Cut(Frozen.Head(10).BatchNorm(FrozenBatchNorm.Train))!.After);

    [Fact]
    public void Frozen_norms_run_in_inference_and_trained_ones_do_not()
    {
        var plan = Frozen.Unfreeze("layer4").Head(10).Compile();
        var inference = plan.Phases[0].InferenceNodes.Select(index => plan.Graph.Nodes[index]).ToArray();

        Assert.All(inference, node => Assert.IsType<BatchNorm>(node.Operator));
        Assert.Equal(
            plan.Graph.Nodes.Where(node => node.Operator is BatchNorm && !ModulePath.IsWithin(node.Path, "layer4")),
            inference);
        Assert.Equal(15, inference.Length);
    }

    [Theory]
    [InlineData("bn1.weight")]
    [InlineData("bn1.bias")]
    public void A_norm_of_which_a_part_trains_is_not_frozen(string part)
    {
        var plan = Frozen.Unfreeze(part).Compile();

        Assert.DoesNotContain(plan.Graph.Nodes.Single(node => node.Path == "bn1").Index, plan.Phases[0].InferenceNodes);
    }

    [Fact]
    public void Where_frozen_norms_train_on_none_runs_in_inference() =>
        Assert.Empty(Frozen.Head(10).BatchNorm(FrozenBatchNorm.Train).Compile().Phases[0].InferenceNodes);

    [Fact]
    public void Where_all_trains_none_runs_in_inference() => Assert.Empty(Backbone.ResNet18().Compile().Phases[0].InferenceNodes);

    [Fact]
    public void Dropout_among_frozen_layers_is_off_and_before_the_head_on()
    {
        Assert.Equal(["features.1", "classifier.1"], InferencePaths(Tiny.Recipe().FreezeAll().Head(3)));
        Assert.Equal("classifier.2", Cut(Tiny.Recipe().FreezeAll().Head(3))!.After);
    }

    [Fact]
    public void Dropout_between_layers_that_train_is_on()
    {
        Assert.Equal(["features.1"], InferencePaths(Tiny.Recipe().FreezeAll().UnfreezeFrom("classifier.0")));
        Assert.Equal(["features.1"], InferencePaths(Tiny.Recipe().FreezeAll().Unfreeze("classifier.0").Head(3)));
        Assert.Empty(InferencePaths(Tiny.Recipe()));
    }

    [Fact]
    public void Dropout_in_front_of_the_first_layer_that_trains_is_on()
    {
        var recipe = Tiny.Recipe().FreezeAll().Unfreeze("classifier.2").Head(3);

        Assert.Equal(["features.1"], InferencePaths(recipe));
        Assert.Equal("classifier.0", Cut(recipe)!.After);
    }

    [Fact]
    public void Dropout_that_nothing_trainable_follows_is_off() =>
        Assert.Equal(["features.1", "classifier.1", "classifier.drop"], InferencePaths(Tiny.Recipe().FreezeAll().Features()));

    [Fact]
    public void Stochastic_depth_in_a_frozen_block_is_off_and_in_a_trained_one_on()
    {
        var g = new GraphBuilder("blocks", Shape.Of(4, 8, 8));
        var x = g.Input;
        foreach (var block in new[] { "one", "two" })
        {
            var branch = g.StochasticDepth(block + ".drop", g.Conv(block + ".conv", x, 4, kernel: 1), 0.2);
            x = g.Sum(block, branch, x);
        }

        g.Linear("fc", g.Flatten(x), 2);
        var graph = g.Build("fc");

        var liveness = Transfer.Planning.Liveness.Of(
            graph, new HashSet<string> { "two.conv.weight", "fc.weight", "fc.bias" }, FrozenBatchNorm.Inference);

        Assert.Equal(["one.drop"], liveness.InferenceNodes.Select(index => graph.Nodes[index].Path));
        Assert.Equal("one", liveness.Cut!.After);
    }

    [Fact]
    public void Dropout_of_probability_0_is_not_random_and_does_not_end_the_prefix()
    {
        Assert.Equal("classifier.2", Cut(Tiny.Recipe().FreezeAll().Head(3))!.After);
        Assert.Equal("classifier.drop", Cut(Tiny.Recipe().Dropout(0).FreezeAll().Head(3))!.After);
        Assert.Equal(["features.1"], InferencePaths(Tiny.Recipe().Dropout(0).FreezeAll().Head(3)));
    }

    [Fact]
    public void The_prefix_is_frozen_deterministic_and_nothing_looks_past_its_end() => RandomRecipes.All.Sample(
        recipe =>
        {
            var plan = recipe.Compile();
            var phase = plan.Phases[0];
            var end = phase.Cut?.Node ?? 0;
            var drifts = recipe.ToString()
                .Split('\n')
                .LastOrDefault(line => line.Contains(".BatchNorm(FrozenBatchNorm", StringComparison.Ordinal))
                ?.Contains("Train", StringComparison.Ordinal) == true;

            Assert.All(
                plan.Graph.Parameters.Where(parameter => parameter.Node <= end),
                parameter => Assert.False(phase.IsTrainable(parameter.Name)));
            Assert.All(
                plan.Graph.Nodes.Where(node => node.Index <= end && (node.Operator is BatchNorm || node.Operator.IsRandom)),
                node => Assert.Contains(node.Index, phase.InferenceNodes));
            Assert.All(
                plan.Graph.Nodes.Skip(end + 1),
                node => Assert.All(node.Inputs, input => Assert.True(input >= end || phase.Cut is null)));
            Assert.True(!drifts || end <= 1, "a BatchNorm that drifts in the prefix");
            Assert.Equal(phase.Cut?.Shape ?? plan.Graph.Input, plan.Graph.Nodes[end].Output);
        },
        iter: 300);

    [Fact]
    public void The_prefix_is_as_long_as_it_can_be() => RandomRecipes.All.Sample(
        recipe =>
        {
            var plan = recipe.Compile();
            var phase = plan.Phases[0];
            var changing = plan.Graph.Nodes
                .Where(node => node.Operator is BatchNorm || node.Operator.IsRandom
                    || plan.Graph.Parameters.Any(parameter => parameter.Node == node.Index && phase.IsTrainable(parameter.Name)))
                .Select(node => node.Index)
                .Where(index => !phase.InferenceNodes.Contains(index))
                .DefaultIfEmpty(plan.Graph.Nodes.Count)
                .Min();
            var longest = Enumerable.Range(1, changing - 1)
                .Where(end => plan.Graph.Nodes.Skip(end + 1).All(node => node.Inputs.All(input => input >= end)))
                .DefaultIfEmpty(0)
                .Max();

            Assert.Equal(longest, phase.Cut?.Node ?? 0);
        },
        iter: 100);

    private static Cut? Cut(Recipe recipe) => recipe.Compile().Phases[0].Cut;

    private static IEnumerable<string> InferencePaths(Recipe recipe)
    {
        var plan = recipe.Compile();
        return plan.Phases[0].InferenceNodes.Select(index => plan.Graph.Nodes[index].Path);
    }

    // At 32 pixels VGG's pooling repeats one pixel 49 times: what comes before it is the same, and smaller.
    [Fact]
    public void Of_cuts_that_cost_the_same_the_smallest_is_taken()
    {
        var cut = Backbone.Vgg11().InputSize(32).Freeze("features").Head(3).Compile().Phases[0].Cut!;
        Assert.Equal(("features", Shape.Of(512, 1, 1)), (cut.After, cut.Shape));
    }
}
