using System.Text.RegularExpressions;
using CsCheck;

namespace Transfer.Tests.Steps;

/// <summary>Each step does what the PyTorch statement does that it stands for, in the order of the recipe.</summary>
public class FreezeTests
{
    private static readonly string[] All = Trainable(Backbone.ResNet18());

    [Fact]
    public void Nothing_is_frozen_at_first() => Assert.Equal(62, All.Length);

    [Fact]
    public void FreezeAll_leaves_nothing() => Assert.Empty(Trainable(Backbone.ResNet18().FreezeAll()));

    [Fact]
    public void The_last_of_freeze_and_unfreeze_holds()
    {
        Assert.Equal(Within("layer4"), Trainable(Backbone.ResNet18().FreezeAll().Unfreeze("layer4")));
        Assert.Empty(Trainable(Backbone.ResNet18().FreezeAll().Unfreeze("layer4").FreezeAll()));
        Assert.Equal(Within("layer4.1"), Trainable(Backbone.ResNet18().FreezeAll().Unfreeze("layer4").Freeze("layer4.0")));
        Assert.Equal(All, Trainable(Backbone.ResNet18().Freeze("layer1").Unfreeze("layer1")));
    }

    [Fact]
    public void A_freeze_may_name_several_layers() =>
        Assert.Equal(
            All.Except(Within("layer1")).Except(Within("layer2")), Trainable(Backbone.ResNet18().Freeze("layer1", "layer2")));

    [Fact]
    public void Only_what_exists_is_frozen_so_a_later_head_trains()
    {
        Assert.Equal(["fc.weight", "fc.bias"], Trainable(Backbone.ResNet18().FreezeAll().Head(10)));
        Assert.Equal(["fc.weight", "fc.bias"], Trainable(Backbone.ResNet18().Freeze("**").Head(10)));
        Assert.Empty(Trainable(Backbone.ResNet18().Head(10).FreezeAll()));
        Assert.Equal(["fc.weight", "fc.bias"], Trainable(Backbone.ResNet18().Head(10).FreezeAll().Unfreeze("fc")));
    }

    [Fact]
    public void UnfreezeFrom_takes_all_that_runs_later() => Assert.Equal(
        [.. Within("layer3.1"), .. Within("layer4"), .. Within("fc")],
        Trainable(Backbone.ResNet18().FreezeAll().UnfreezeFrom("layer3.1")));

    [Fact]
    public void UnfreezeFrom_the_first_layer_takes_everything() =>
        Assert.Equal(All, Trainable(Backbone.ResNet18().FreezeAll().UnfreezeFrom("conv1")));

    [Fact]
    public void UnfreezeFrom_goes_by_execution_not_by_name()
    {
        // The shortcut of a block runs after its convolutions, and is registered after them too.
        Assert.Equal(
            [.. Within("layer4.0.downsample"), .. Within("layer4.1"), .. Within("fc")],
            Trainable(Backbone.ResNet18().FreezeAll().UnfreezeFrom("layer4.0.downsample")));
    }

    [Fact]
    public void UnfreezeFrom_does_not_freeze_what_runs_before() =>
        Assert.Equal(All, Trainable(Backbone.ResNet18().UnfreezeFrom("layer4")));

    [Theory]
    [InlineData("layer*.0", 33)]
    [InlineData("**.bias", 21)]
    [InlineData("layer?.1.conv2", 4)]
    [InlineData("layer4.1.conv2.weight", 1)]
    [InlineData("conv1", 1)]
    [InlineData("**.conv1", 9)]
    [InlineData("bn1", 2)]
    [InlineData("layer4.0.downsample.*", 3)]
    [InlineData("layer[34]", 0)]
    public void Globs(string pattern, int parameters)
    {
        var recipe = Backbone.ResNet18().FreezeAll().Unfreeze(pattern);
        if (parameters == 0)
        {
            Assert.Throws<RecipeException>(recipe.Compile);
            return;
        }

        Assert.Equal(parameters, Trainable(recipe).Length);
    }

    [Fact]
    public void A_name_is_whole_segments() => Assert.Throws<RecipeException>(Backbone.ResNet18().Freeze("layer").Compile);

    [Fact]
    public void A_recipe_can_be_continued_twice()
    {
        var probe = Backbone.ResNet18().Pretrained().FreezeAll();
        var before = probe.ToString();
        var one = probe.Unfreeze("layer4").Head(10);
        var two = probe.Head(3);

        Assert.Equal(before, probe.ToString());
        Assert.Equal(10, one.Compile().Outputs);
        Assert.Equal(["fc.weight", "fc.bias"], Trainable(two));
        Assert.Empty(Trainable(probe));
    }

    [Fact]
    public void Compiling_twice_gives_equal_plans() =>
        RandomRecipes.All.Sample(recipe => recipe.Compile().Equals(recipe.Compile()), iter: 50);

    private static string[] Within(string module) =>
        All.Where(name => Regex.IsMatch(name, "^" + Regex.Escape(module) + @"(\.|$)")).ToArray();

    private static string[] Trainable(Recipe recipe)
    {
        var plan = recipe.Compile();
        return plan.Parameters.Select(parameter => parameter.Name).Where(plan.IsTrainable).ToArray();
    }
}
