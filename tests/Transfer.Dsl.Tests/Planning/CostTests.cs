using CsCheck;
using Transfer.Planning;

namespace Transfer.Tests.Planning;

public class CostTests
{
    // Tiny: the convolution gives 4×8×8 values of 3·3·3 products each; the linear layers 16·5, 5·5 and 5·7.
    private const long Conv = 4 * 8 * 8 * 27;
    private const long First = 16 * 5;
    private const long Second = 5 * 5;
    private const long Third = 5 * 7;

    [Fact]
    public void Forward_is_the_graph_s_count()
    {
        Assert.Equal(Conv + First + Second + Third, Cost(Tiny.Recipe()).Forward);
        RandomRecipes.All.Sample(
            recipe => recipe.Compile() is var plan && plan.Phases[0].Cost.Forward == plan.Graph.MultiplyAdds, iter: 50);
    }

    [Fact]
    public void ResNet18_s_forward_pass_is_torchvision_s_1_814_G() =>
        Assert.Equal(1.814, Cost(Backbone.ResNet18()).Forward / 1e9, 0.0005);

    [Fact]
    public void Full_training_costs_two_products_a_layer_less_the_first_input_s() =>
        Assert.Equal(Conv + (2 * (First + Second + Third)), Cost(Tiny.Recipe()).Backward);

    [Fact]
    public void A_probe_s_backward_pass_is_one_product_of_the_head() =>
        Assert.Equal(
            new PhaseCost(Conv + First + Second + Third, Conv + First + Second, Third),
            Cost(Tiny.Recipe().FreezeAll().Unfreeze("classifier.3")));

    [Fact]
    public void Gradients_go_through_frozen_layers_to_what_trains_before_them() => Assert.Equal(
        First + Second + Third,
        Cost(Tiny.Recipe().FreezeAll().Unfreeze("classifier.0")).Backward);

    [Fact]
    public void Where_nothing_trains_there_is_no_backward_pass() =>
        Assert.Equal(
            new PhaseCost(Conv + First + Second + Third, Conv + First + Second + Third, 0), Cost(Tiny.Recipe().FreezeAll()));

    [Fact]
    public void The_backward_pass_is_at_most_twice_the_forward_one_and_the_prefix_a_part_of_it() => RandomRecipes.All.Sample(
        recipe =>
        {
            var cost = recipe.Compile().Phases[0].Cost;
            return cost.FrozenPrefix <= cost.Forward && cost.Backward <= 2 * (cost.Forward - cost.FrozenPrefix);
        },
        iter: 100);

    private static PhaseCost Cost(Recipe recipe) => recipe.Compile().Phases[0].Cost;
}
