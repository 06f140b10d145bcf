using Transfer.Architectures;
using Transfer.Graphs;
using Transfer.Operators;
using Transfer.Planning;

namespace Transfer.Tests.Steps;

public class HeadTests
{
    [Fact]
    public void A_new_head_takes_the_classifier_s_name_and_trains()
    {
        var plan = Backbone.ResNet18().Pretrained().FreezeAll().Head(10).Compile();

        Assert.Equal(10, plan.Outputs);
        Assert.Equal(Shape.Of(10, 512), plan.Parameters.Single(parameter => parameter.Name == "fc.weight").Shape);
        Assert.Equal(5_130, plan.TrainableParameterCount);
    }

    [Fact]
    public void Only_the_new_head_is_new()
    {
        var plan = Backbone.ResNet18().Pretrained().Head(10).Compile();

        Assert.Equal(
            ["fc.weight", "fc.bias"],
            plan.Parameters.Where(parameter => parameter.Provenance == Provenance.New).Select(parameter => parameter.Name));
    }

    [Fact]
    public void Without_pretrained_weights_everything_is_new() =>
        Assert.All(Backbone.ResNet18().Compile().Parameters, parameter => Assert.Equal(Provenance.New, parameter.Provenance));

    [Fact]
    public void The_classifier_that_stays_is_pretrained() =>
        Assert.All(
            Backbone.ResNet18().Pretrained().Compile().Parameters,
            parameter => Assert.Equal(Provenance.Pretrained, parameter.Provenance));

    [Fact]
    public void Several_layers_are_numbered_as_in_a_Sequential()
    {
        var graph = Backbone.ResNet18().Head(head => head.Linear(256).ReLU().Dropout(0.5).Linear(10)).Compile().Graph;

        Assert.Equal(
            ["fc.0", "fc.1", "fc.2", "fc.3"],
            graph.Nodes.Where(node => node.Path.StartsWith("fc", StringComparison.Ordinal)).Select(node => node.Path));
        Assert.Equal(Shape.Of(10, 256), graph.Parameters.Single(parameter => parameter.Name == "fc.3.weight").Shape);
    }

    [Fact]
    public void Dropout_stands_before_the_classes()
    {
        var graph = Backbone.ResNet18().Head(10, dropout: 0.2).Compile().Graph;

        Assert.Equal(new Dropout(0.2), graph.Nodes[^2].Operator);
        Assert.Equal("fc.1", graph.Nodes[^1].Path);
    }

    [Fact]
    public void The_last_of_two_heads_holds()
    {
        var once = Backbone.ResNet18().Head(7).Compile();
        var twice = Backbone.ResNet18().Head(head => head.Linear(256).ReLU().Linear(10)).Head(7).Compile();

        Assert.Equal(once.Graph, twice.Graph);
        Assert.Equal(once.Parameters, twice.Parameters);
        Assert.Equal(once.Phases, twice.Phases);
    }

    [Fact]
    public void A_second_head_trains_though_the_first_was_frozen()
    {
        var plan = Backbone.ResNet18().Pretrained().Head(10).FreezeAll().Head(10).Compile();

        Assert.Equal(5_130, plan.TrainableParameterCount);
        Assert.Equal(["TRF011"], plan.Findings.Select(finding => finding.Rule));
    }

    [Fact]
    public void Features_take_the_classifier_off()
    {
        var plan = Backbone.ResNet18().Features().Compile();

        Assert.Equal(512, plan.Outputs);
        Assert.Equal(new Identity(), plan.Graph.Nodes[^1].Operator);
        Assert.Equal("fc", plan.Graph.Nodes[^1].Path);
        Assert.DoesNotContain(plan.Parameters, parameter => parameter.Name.StartsWith("fc", StringComparison.Ordinal));
        Assert.Equal(11_176_512, plan.ParameterCount);
    }

    [Fact]
    public void A_head_can_follow_features() =>
        Assert.Equal(Backbone.ResNet18().Head(7).Compile().Graph, Backbone.ResNet18().Features().Head(7).Compile().Graph);

    [Fact]
    public void Surgery_leaves_the_backbone_s_nodes_as_they_were()
    {
        var before = Backbone.ResNet18().Compile().Graph;
        var after = Backbone.ResNet18().Head(10).Compile().Graph;

        Assert.Equal(before.Nodes.Take(before.Nodes.Count - 1), after.Nodes.Take(after.Nodes.Count - 1));
        Assert.Equal("fc", after.HeadPath);
    }

    [Fact]
    public void Dropout_step_changes_what_exists_then()
    {
        var graph = Tiny.Recipe().Dropout(0.25).Head(3, dropout: 0.75).Compile().Graph;

        Assert.Equal(
            [0.25, 0.25, 0.75], graph.Nodes.Select(node => node.Operator).OfType<Dropout>().Select(op => op.Probability));
    }

    [Fact]
    public void StochasticDepth_step_scales_all_layers_by_the_deepest()
    {
        var architecture = new Architecture("branches", "Branches", _ => Branches(0.1, 0.2))
        {
            Weights = Tiny.Architecture.Weights,
        };

        Assert.Equal([0.25, 0.5], Depths(new Recipe(architecture, []).StochasticDepth(0.5)));
        Assert.Equal([0.0, 0.0], Depths(new Recipe(architecture, []).StochasticDepth(0)));
        Assert.Empty(Depths(Tiny.Recipe().StochasticDepth(0.5)));
    }

    private static IEnumerable<double> Depths(Recipe recipe) =>
        recipe.Compile().Graph.Nodes.Select(node => node.Operator).OfType<StochasticDepth>().Select(op => op.Probability);

    private static Graph Branches(params double[] probabilities)
    {
        var g = new GraphBuilder("branches", Shape.Of(4));
        var x = g.Input;
        foreach (var (i, probability) in probabilities.Index())
        {
            x = g.Sum($"{i}", g.StochasticDepth($"{i}.drop", g.Linear($"{i}.linear", x, 4), probability), x);
        }

        g.Linear("fc", x, 2);
        return g.Build("fc");
    }
}
