using System.Text.Json;
using Transfer.Architectures;
using Transfer.Graphs;
using Transfer.Operators;

namespace Transfer.Tests.Architectures;

public sealed class LayoutTests
{
    public static TheoryData<string> Names => TorchvisionFacts.Names;

    [Fact]
    public void Every_built_in_backbone_is_held_against_torchvision() =>
        Assert.Equal(TorchvisionFacts.All, Backbone.Names);

    [Fact]
    public void Every_backbone_has_its_method()
    {
        foreach (var architecture in Zoo.Architectures)
        {
            var recipe = (Recipe)typeof(Backbone).GetMethod(architecture.Method, Type.EmptyTypes)!.Invoke(null, null)!;
            Assert.Equal(architecture.Name, recipe.Compile().Graph.Architecture);
            Assert.Equal($"Backbone.{architecture.Method}()", recipe.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Names_shapes_and_order_are_torchvisions(string name)
    {
        var expected = TorchvisionFacts.Of(name);
        var graph = Build(name, 224);
        Assert.Equal(Lines(expected.GetProperty("parameters")), Lines(graph.Parameters));
        Assert.Equal(Lines(expected.GetProperty("buffers")), Lines(graph.Buffers));
        Assert.Equal(expected.GetProperty("params").GetInt64(), graph.ParameterCount);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Multiply_adds_are_within_a_percent_of_torchvisions(string name)
    {
        foreach (var entry in TorchvisionFacts.Of(name).GetProperty("weights").EnumerateArray())
        {
            var published = entry.GetProperty("gflops").GetDouble();
            var counted = Build(name, entry.GetProperty("crop").GetInt32()).MultiplyAdds / 1e9;

            // The table has three decimals: half a unit of the last is 1 % of the smallest network.
            Assert.True(Math.Abs(counted - published) <= published * 0.01, $"{counted} instead of {published}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_head_is_where_torchvision_has_it(string name)
    {
        var expected = TorchvisionFacts.Of(name);
        var graph = Build(name, 224);
        Assert.Equal(expected.GetProperty("head").GetString(), graph.HeadPath);
        Assert.Equal(Shape.Of(1000), graph.Output);

        var features = graph.ReplaceHead([]);
        Assert.Equal(Shape.Of(expected.GetProperty("head_in").GetInt32()), features.Output);
        Assert.DoesNotContain(
            features.Parameters, parameter => parameter.Name.StartsWith(graph.HeadPath + ".", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_new_head_changes_the_head_only(string name)
    {
        var graph = Build(name, 224);
        var replaced = graph.ReplaceHead([new HeadLayer.Linear(10)]);
        Assert.Equal(Shape.Of(10), replaced.Output);
        Assert.Equal(
            graph.Parameters.Select(parameter => parameter.Name), replaced.Parameters.Select(parameter => parameter.Name));
        Assert.Equal(
            graph.Parameters
                .Where(parameter => !parameter.Name.StartsWith(graph.HeadPath + ".", StringComparison.Ordinal))
                .Select(Line),
            replaced.Parameters
                .Where(parameter => !parameter.Name.StartsWith(graph.HeadPath + ".", StringComparison.Ordinal))
                .Select(Line));
        Assert.Equal(graph, replaced.ReplaceHead([new HeadLayer.Linear(1000)]), new SameTensors());
    }

    // A changed graph takes over the tensors of the old one, where a new one puts all modules in their order.
    [Theory]
    [MemberData(nameof(Names))]
    public void A_new_heads_tensors_are_in_the_state_dicts_order(string name)
    {
        HeadLayer[] deep = [
            new HeadLayer.Linear(64),
            new HeadLayer.BatchNorm(),
            new HeadLayer.Activation(ActivationKind.ReLU),
            new HeadLayer.Linear(7)];
        HeadLayer[] single = [new HeadLayer.Linear(5)];
        HeadLayer[][][] all =
            [[single], [deep], [[]], [deep, single], [[], deep], [deep, [], single], [single, deep, deep]];
        foreach (var heads in all)
        {
            var graph = heads.Aggregate(Build(name, 224), (before, head) => before.ReplaceHead(head));
            var anew = new Graph(graph.Architecture, graph.HeadPath, graph.Nodes, graph.Declared);
            Assert.Equal(anew.Parameters, graph.Parameters);
            Assert.Equal(anew.Buffers, graph.Buffers);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void BatchNorm_has_torchvisions_numbers(string name)
    {
        var expected = TorchvisionFacts.Of(name)
            .GetProperty("bn")
            .EnumerateArray()
            .Select(pair => (pair[0].GetDouble(), pair[1].GetDouble()));
        var actual = Build(name, 224).Nodes
            .Select(node => node.Operator)
            .OfType<BatchNorm>()
            .Select(norm => (norm.Epsilon, norm.Momentum))
            .Distinct();
        Assert.Equal(expected.Order(), actual.Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nodes_read_only_what_was_computed_before(string name) =>
        Assert.All(Build(name, 224).Nodes, node => Assert.All(node.Inputs, input => Assert.InRange(input, 0, node.Index - 1)));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_least_input_of_torchvision_builds_and_a_smaller_one_says_so(string name)
    {
        var least = TorchvisionFacts.Of(name)
            .GetProperty("weights")
            .EnumerateArray()
            .Single(entry => entry.GetProperty("default").GetBoolean())
            .GetProperty("min").GetInt32();
        Assert.Equal(Shape.Of(1000), Build(name, least).Output);
        if (least is > 1 and < 100)
        {
            var error = Assert.Throws<ShapeException>(() => Build(name, least - 1));
            Assert.Contains(name, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_transformer_refuses_what_is_no_whole_number_of_patches()
    {
        var error = Assert.Throws<ShapeException>(() => Build("vit_b_16", 225));
        Assert.Contains("16×16", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Weights_entries_are_those_published(string name)
    {
        var expected = TorchvisionFacts.Of(name).GetProperty("weights").EnumerateArray()
            .OrderByDescending(entry => entry.GetProperty("default").GetBoolean())
            .Select(entry => string.Join(
                " | ",
                entry.GetProperty("name").GetString(),
                entry.GetProperty("url").GetString(),
                entry.GetProperty("sha").GetString(),
                entry.GetProperty("acc1").GetDouble(),
                entry.GetProperty("resize").GetInt32(),
                entry.GetProperty("crop").GetInt32(),
                entry.GetProperty("interpolation").GetString(),
                string.Join(" ", entry.GetProperty("mean").EnumerateArray()),
                string.Join(" ", entry.GetProperty("std").EnumerateArray()),
                entry.GetProperty("license").GetString()));
        var actual = Zoo.Find(name)!.Weights.Select(entry => string.Join(
            " | ",
            entry.Name,
            entry.Url,
            entry.Sha256Prefix,
            entry.Top1,
            entry.Preprocessing.Resize,
            entry.Preprocessing.Crop,
            entry.Preprocessing.Interpolation.ToString().ToLowerInvariant(),
            string.Join(" ", entry.Preprocessing.Mean),
            string.Join(" ", entry.Preprocessing.Std),
            entry.License));
        Assert.Equal(expected, actual);
    }

    private static Graph Build(string name, int pixels) => Zoo.Find(name)!.Build(Shape.Of(3, pixels, pixels));

    private static IEnumerable<string> Lines(JsonElement tensors) =>
        tensors.EnumerateArray().Select(tensor => string.Join(" ", tensor.EnumerateArray()));

    private static IEnumerable<string> Lines(IEnumerable<GraphTensor> tensors) => tensors.Select(Line);

    private static string Line(GraphTensor tensor) =>
        string.Join(" ", tensor.Shape.Dimensions.Select(length => $"{length}").Prepend(tensor.Name));

    private sealed class SameTensors : IEqualityComparer<Graph>
    {
        public bool Equals(Graph? x, Graph? y) => x!.Parameters.Select(Line).SequenceEqual(y!.Parameters.Select(Line));

        public int GetHashCode(Graph obj) => obj.Parameters.Count;
    }
}
