using Transfer.Common;
using Transfer.Graphs;
using Transfer.Operators;
using Transfer.Recipes;

namespace Transfer.Tests.Architectures;

/// <summary>A custom network, written as a graph: the planner knows it as it knows the built-in ones.</summary>
public sealed class CustomGraphTests
{
    private static Recipe Recipe =>
        ResidualGraph.Recipe.InputSize(32, resize: 32).FreezeUpTo("layer2").Head(5).BatchSize(16).Seed(1);

    [Fact]
    public void Its_plan_has_layers_cut_and_costs() =>
        Snapshot.Match(Recipe.Pretrained(WeightsFile.At("mynet.safetensors")).Compile().ToString());

    [Fact]
    public void Its_costs_are_those_of_its_layers()
    {
        var plan = Recipe.Compile();

        // Each convolution: outputs × inputs of one. Stem, then per stage two of 3×3 and the shortcut, then the new head.
        const long Stem = 16 * 32 * 32 * (3 * 9);
        const long Layer1 = 32 * 16 * 16 * ((16 * 9) + (32 * 9) + 16);
        const long Layer2 = 64 * 8 * 8 * ((32 * 9) + (64 * 9) + 32);
        const long Layer3 = 128 * 4 * 4 * ((64 * 9) + (128 * 9) + 64);
        Assert.Equal(Stem + Layer1 + Layer2 + Layer3 + (128 * 5), plan.Phases[0].Cost.Forward);
        Assert.Equal(Stem + Layer1 + Layer2, plan.Phases[0].Cost.FrozenPrefix);
        Assert.Equal("layer2", plan.Phases[0].Cut!.After);
        Assert.Equal(Shape.Of(64, 8, 8), plan.Phases[0].Cut!.Shape);
    }

    [Fact]
    public void Its_plan_reads_back_from_JSON_and_its_recipe_says_that_it_can_not()
    {
        var plan = Recipe.Compile();
        Assert.Equal(plan, Plan.FromJson(plan.ToJson()));

        var error = Assert.Throws<NotSupportedException>(() => Recipe.ToJson());
        Assert.Contains("\"mynet\" is a custom graph", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Stages_channels_and_heads_of_several_layers_work_on_it()
    {
        var plan = ResidualGraph.Recipe.InputSize(32, resize: 32).InputChannels(1).FreezeAll()
            .Head(head => head.Linear(64).ReLU().Linear(3)).UnfreezeLast(1).Compile();
        Assert.Equal(Shape.Of(1, 32, 32), plan.Graph.Input);
        Assert.Equal(
            plan.Parameters.Select(parameter => parameter.Name).Where(name => name.Split('.')[0] is "fc" or "layer3"),
            plan.Parameters.Select(parameter => parameter.Name).Where(plan.IsTrainable));
    }

    [Fact]
    public void Published_weights_are_refused_with_what_to_do_instead()
    {
        var error = Assert.Throws<RecipeException>(() => ResidualGraph.Recipe.Pretrained().Compile());
        Assert.Contains("mynet is a custom graph: it has no published weights", error.Message, StringComparison.Ordinal);
        Assert.Contains("Pretrained(WeightsFile.At(…)), or remove the step", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_must_be_ones_own()
    {
        Assert.Throws<ArgumentException>(() => Backbone.Graph("resnet18", ResidualGraph.Layers, head: "fc"));
        Assert.Throws<ArgumentException>(() => Backbone.Graph(" ", ResidualGraph.Layers, head: "fc"));
        Assert.Throws<ArgumentException>(() => Backbone.Graph("mynet", ResidualGraph.Layers, head: string.Empty));
        Assert.Throws<ArgumentNullException>(() => Backbone.Graph("mynet", null!, head: "fc"));
    }

    [Fact]
    public void A_head_that_is_not_there_is_named_with_those_that_can_be() =>
        Refused(ResidualGraph.Layers, "classifier", "has no layer \"classifier\" to be its head", "\"fc\"");

    [Fact]
    public void A_network_without_a_classifier_is_told_to_add_one() => Refused(
        graph => graph.Flatten(graph.ReLU("relu", graph.Conv("conv", graph.Input, 8, kernel: 3))),
        "fc",
        "add one: graph.Linear(");

    [Fact]
    public void A_head_is_one_layer_that_is_linear()
    {
        Refused(
            ResidualGraph.Layers,
            "stem.conv",
            "\"stem.conv\" can't be the head",
            "one Linear or one 1×1 convolution",
            "\"fc\"");
        Refused(
            graph => graph.Linear("fc.1", graph.Linear("fc.0", graph.Flatten(graph.Input), 9), 5),
            "fc",
            "\"fc\" can't be the head",
            "\"fc.1\"");
    }

    [Fact]
    public void Nothing_is_learned_behind_the_head() => Refused(
        graph => graph.Linear("last", graph.Linear("fc", graph.Flatten(graph.Input), 9), 5),
        "fc",
        "\"last\" comes after the head \"fc\" and has parameters");

    [Fact]
    public void A_head_gives_one_number_a_class() => Refused(
        graph => graph.Conv("fc", graph.Input, 5, kernel: 1), "fc", "gives [5, 224, 224], where its head \"fc\" has 5 outputs");

    [Fact]
    public void A_convolution_of_one_pixel_can_be_the_head()
    {
        var recipe = Backbone.Graph(
            "convolutional",
            graph => graph.Flatten(graph.AdaptiveAvgPool("pool", graph.Conv("fc", graph.Input, 5, kernel: 1), 1)),
            head: "fc");
        Assert.Equal(Shape.Of(7), recipe.Head(7).Compile().Graph.Output);
    }

    [Fact]
    public void Two_layers_with_parameters_have_two_paths() => Refused(
        graph => graph.Linear("fc", graph.Flatten(graph.BatchNorm("conv", graph.Conv("conv", graph.Input, 8, kernel: 3))), 5),
        "fc",
        "has \"conv.weight\" twice, in a Conv2d and in a BatchNorm",
        "a path of its own");

    [Fact]
    public void A_value_that_no_call_returned_is_refused()
    {
        var error = Refused(graph => graph.Linear("fc", graph.Flatten(7), 5), "fc", "mynet has no value 7, so far only 0 to 0");
        Assert.IsType<ArgumentOutOfRangeException>(error);
    }

    [Fact]
    public void What_nothing_reads_is_refused() => Refused(
        graph =>
        {
            graph.Conv("forgotten", graph.Input, 8, kernel: 3);
            graph.Linear("fc", graph.Flatten(graph.Input), 5);
        },
        "fc",
        "nothing reads what \"forgotten\" gives");

    [Theory]
    [InlineData("two words")]
    [InlineData("a..b")]
    [InlineData("layer*")]
    public void Odd_paths_are_refused(string path) => Refused(
        graph => graph.Linear("fc", graph.Flatten(graph.ReLU(path, graph.Input)), 5), "fc", $"\"{path}\" is no module path");

    [Fact]
    public void What_is_no_layer_of_a_graph_is_refused()
    {
        Refused(
            graph => graph.Linear("fc", graph.Flatten(graph.Add("x", new Input(Shape.Of(1)))), 5),
            "fc",
            "nothing reads what the input gives");
        var module = new CustomModule("Own", CustomModuleKind.Other, EquatableList<CustomTensor>.Empty, Shape.Of(8));
        Refused(
            graph => graph.Linear("fc", graph.Add("own", module, graph.Input), 5),
            "fc",
            "\"own\": a CustomModule is code that a graph can't hold",
            "Backbone.From(…)");
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused_by_the_compilation_which_names_the_layer()
    {
        var recipe = Backbone.Graph(
            "mynet",
            graph =>
            {
                var half = graph.Conv("down", graph.Input, 3, kernel: 2, stride: 2);
                graph.Linear("fc", graph.Flatten(graph.Sum("block", half, graph.Input)), 5);
            },
            head: "fc");
        var error = Assert.Throws<RecipeException>(() => recipe.Compile());
        Assert.Contains("TRF004: mynet, block: adds two equal shapes", error.Message, StringComparison.Ordinal);
        Assert.Contains("got [3, 112, 112] and [3, 224, 224]", error.Message, StringComparison.Ordinal);
        Assert.Contains("What to do: correct the graph", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("was trained", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_that_is_too_small_is_refused_with_the_smallest_that_works()
    {
        var recipe = Backbone.Graph(
            "mynet",
            graph =>
            {
                var x = graph.Conv("conv", graph.Input, 8, kernel: 5);
                graph.Linear("fc", graph.Flatten(graph.MaxPool("pool", x, 4, 4)), 5);
            },
            head: "fc");
        var error = Assert.Throws<RecipeException>(() => recipe.InputSize(6).Compile());
        Assert.Contains("mynet, pool", error.Message, StringComparison.Ordinal);
        Assert.Contains("the smallest size that works is 8 pixels.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(8, 0)]
    public void Numbers_that_no_layer_can_have_are_refused(int channels, int groups) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Backbone.Graph(
            "mynet", graph => graph.Conv("conv", graph.Input, channels, kernel: 3, groups: groups), head: "conv"));

    private static ArgumentException Refused(Action<GraphBuilder> layers, string head, params string[] words)
    {
        var error = Assert.ThrowsAny<ArgumentException>(() => Backbone.Graph("mynet", layers, head));
        Assert.All(words, word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
        return error;
    }
}
