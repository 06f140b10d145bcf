using Transfer.Graphs;
using Transfer.Inference;
using Transfer.Operators;

namespace Transfer.Tests.Inference;

public sealed class InferenceGraphTests
{
    public static TheoryData<string> Architectures => [.. Backbone.Names];

    [Fact]
    public void The_tiny_network_is_as_written_by_hand() => Assert.Equal(
        [
            ": Input([3, 8, 8]) []",
            "features.0: Conv2d(3, 4, 3, padding: 1) [0] + features.1",
            "features.2: Activation(ActivationKind.ReLU) [1], in place",
            "features.3: MaxPool2d(2, 2) [2], in place",
            "avgpool: AdaptiveAvgPool2d(2) [3], in place",
            ": Flatten() [4]",
            "classifier.0: Linear(16, 5) [5]",
            "classifier.2: Linear(5, 5) [6], in place",
            "classifier.3: Linear(5, 7) [7], in place",
        ],
        InferenceGraph.Of(Tiny.Graph).Nodes.Select(Short));

    [Theory]
    [MemberData(nameof(Architectures))]
    public void No_step_does_nothing_and_no_BatchNorm_follows_a_layer_that_could_take_it_in(string architecture)
    {
        var graph = InferenceGraph.Of(Backbone.Named(architecture).Compile().Graph);
        var nodes = graph.Nodes;
        Assert.DoesNotContain(nodes, node => node.Operator is Dropout or StochasticDepth or Identity);
        foreach (var norm in nodes.Where(node => node.Operator is BatchNorm))
        {
            var input = nodes[norm.Inputs[0]];
            var readers = nodes.Count(node => node.Inputs.Contains(norm.Inputs[0]));
            Assert.True(input.Operator is not (Conv2d or Linear) || readers > 1 || input.Norm is not null, $"{norm}");
        }

        // DenseNet normalizes sums of what several layers gave: there half of the norms stay.
        var folded = nodes.Count(node => node.Norm is not null);
        var kept = nodes.Count(node => node.Operator is BatchNorm);
        Assert.True(
            architecture.StartsWith("densenet", StringComparison.Ordinal) ? folded > 50 && kept > 50 : kept == 0,
            $"{folded} folded, {kept} kept");
    }

    [Theory]
    [MemberData(nameof(Architectures))]
    public void What_is_freed_or_overwritten_is_read_no_more(string architecture)
    {
        var nodes = InferenceGraph.Of(Backbone.Named(architecture).Compile().Graph).Nodes;

        // The memory that each value stands in: a view stands in its input's.
        var memory = new int[nodes.Count];
        var overwritten = new Dictionary<int, int>();
        var freed = new HashSet<int>();
        for (var place = 0; place < nodes.Count; place++)
        {
            var node = nodes[place];
            Assert.All(node.Inputs, input =>
            {
                Assert.InRange(input, 0, place - 1);
                Assert.DoesNotContain(input, freed);
                Assert.True(
                    !overwritten.TryGetValue(memory[input], out var by) || by <= input, $"{node} reads what step {by} overwrote");
            });
            var takesMemory = node.OverwritesInput || node.Operator.SharesInput;
            memory[place] = place > 0 && takesMemory ? memory[node.Inputs[0]] : place;
            if (node.OverwritesInput)
            {
                Assert.NotEqual(0, memory[place]);
                overwritten[memory[place]] = place;
            }

            Assert.All(node.Unused, unused => Assert.True(freed.Add(unused)));
        }

        // All but the input, which is the caller's, and the result.
        Assert.Equal(Enumerable.Range(1, nodes.Count - 2), freed.Order());
    }

    [Fact]
    public void A_BatchNorm_before_a_layer_goes_into_it_unless_the_layer_pads()
    {
        var graph = new GraphBuilder("net", Shape.Of(4, 8, 8));
        var x = graph.Conv("exact", graph.BatchNorm("first", graph.Input), 8, kernel: 3);
        x = graph.ReLU("relu", x);
        x = graph.Conv("padded", graph.BatchNorm("second", x), 8, kernel: 3, padding: 1);
        graph.Linear("fc", graph.Flatten(graph.AdaptiveAvgPool("pool", x, 1)), 3);
        Assert.Equal(
            ["", "exact + first before", "relu", "second", "padded", "pool", "", "fc"],
            InferenceGraph.Of(graph.Build("fc")).Nodes.Select(node =>
                node.Node.Path + (node.Norm is { } norm ? $" + {norm.Path}{(norm.IsBefore ? " before" : "")}" : "")));
    }

    [Fact]
    public void A_part_starts_from_the_cut_and_ends_with_it()
    {
        var plan = Backbone.ResNet18().FreezeAll().Unfreeze("layer4").Head(5).Compile();
        var cut = plan.Phases[0].Cut!;
        var prefix = InferenceGraph.Between(plan.Graph, 0, cut.Node);
        var suffix = InferenceGraph.Between(plan.Graph, cut.Node, plan.Graph.Nodes.Count - 1);
        Assert.Equal(cut.Shape, prefix.Output);
        Assert.Equal(cut.Shape, suffix.Input);
        Assert.Equal(plan.Graph.Output, suffix.Output);
        Assert.Equal("layer4.0.conv1", suffix.Nodes[1].Node.Path);

        // The block reads it twice.
        Assert.False(suffix.Nodes[1].OverwritesInput);
    }

    [Fact]
    public void A_part_that_reads_past_its_start_is_refused_by_name()
    {
        var graph = Backbone.ResNet18().Compile().Graph;
        var inside = graph.Nodes.First(node => node.Path == "layer1.0.bn1").Index;
        var error = Assert.Throws<ArgumentException>(() => InferenceGraph.Between(graph, inside, graph.Nodes.Count - 1));
        Assert.Contains("layer1.0", error.Message, StringComparison.Ordinal);
        Assert.Contains("lies before the part", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => InferenceGraph.Between(graph, 5, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => InferenceGraph.Between(graph, 0, graph.Nodes.Count));
        Assert.Throws<ArgumentOutOfRangeException>(() => InferenceGraph.Between(graph, -1, 3));
    }

    private static string Short(InferenceNode node)
    {
        var text = node.ToString();
        var start = text.IndexOf(", weightInitialization", StringComparison.Ordinal);
        return start < 0 ? text : text[..start] + text[text.IndexOf(") [", start, StringComparison.Ordinal)..];
    }
}
