using CsCheck;

namespace Transfer.Tests.Steps;

public class PhaseTests
{
    private static readonly Recipe Start = Backbone.ResNet18()
        .FreezeAll()
        .Head(10)
        .Optimizer(Optimizers.Sgd(0.1, weightDecay: 1e-4));

    [Fact]
    public void What_a_phase_unfreezes_trains_in_those_after_it()
    {
        var plan = Start.Phase("head", 1).Then(2, p => p.Unfreeze("layer4")).Then(3, p => p.LearningRate(1e-3)).Compile();

        Assert.Equal(["head", "phase 2", "phase 3"], plan.Phases.Select(phase => phase.Name));
        Assert.Equal([1, 2, 3], plan.Phases.Select(phase => phase.Epochs));
        Assert.Equal([false, true, true], plan.Phases.Select(phase => phase.IsTrainable("layer4.0.conv1.weight")));
        Assert.Equal([0.1, 0.1, 1e-3], plan.Phases.Select(phase => phase.Optimizer.LearningRate));
    }

    [Fact]
    public void Optimizer_state_is_fresh_where_asked_or_of_another_kind()
    {
        var plan = Start.Then(1).Then(1, p => p.FreshOptimizer()).Then(1).Then(1, p => p.Optimizer(Optimizers.Adam())).Compile();

        Assert.Equal([true, false, true, false], plan.Phases.Select(phase => phase.KeepsOptimizerState));
    }

    [Fact]
    public void Slices_are_geometric_over_the_stages() => Assert.Equal(
        [("stem", 1e-5), ("layer1", 1e-4), ("layer2", 1e-3), ("layer3", 1e-2), ("layer4", 1e-1), ("head", 1.0)],
        Backbone.ResNet18()
            .LearningRates(1e-5, 1)
            .Compile().Phases[0].Groups
            .Select(group => (group.Name, Math.Round(group.LearningRate, 12))));

    [Fact]
    public void Layer_decay_multiplies_from_the_head_down() => Assert.Equal(
        [0.1 / 32, 0.1 / 16, 0.1 / 8, 0.1 / 4, 0.1 / 2, 0.1],
        Backbone.ResNet18()
            .Optimizer(Optimizers.Sgd(0.1))
            .LayerDecay(0.5)
            .Compile().Phases[0].Groups
            .Select(group => group.LearningRate));

    [Fact]
    public void NoDecay_parts_a_group()
    {
        var groups = Start.NoDecay(Layers.Biases, Layers.Norms).Compile().Phases[0].Groups;

        Assert.Equal([("default", 1e-4), ("default, no decay", 0.0)], groups.Select(group => (group.Name, group.WeightDecay)));
        Assert.Equal(["fc.bias"], groups[1].Parameters);
    }

    [Fact]
    public void In_each_phase_every_trainable_parameter_is_in_one_group_and_the_plan_reads_back() => Gen.Select(
        RandomRecipes.All, Gen.Int[1, 3], Gen.OneOfConst("layer4", "**.bias", Layers.Norms, "layer2" + Layers.Biases)).Sample(
        (recipe, epochs, layer) =>
        {
            var plan = recipe
                .NoDecay(layer)
                .Phase("first", epochs, p => p.FreezeAll().Unfreeze(layer).LayerDecay(0.75).Schedule(Schedules.OneCycle()))
                .Then(epochs, p => p.UnfreezeLast(epochs).LearningRates(1e-4, 1e-3))
                .Compile();

            Assert.All(plan.Phases, phase =>
            {
                var grouped = phase.Groups.SelectMany(group => group.Parameters).ToArray();
                Assert.Equal(grouped.Length, grouped.Distinct().Count());
                Assert.All(phase.Groups, group => Assert.NotEmpty(group.Parameters));
            });
            Assert.Equal(plan, Plan.FromJson(plan.ToJson()));
            Assert.Equal(plan.ToString(), Plan.FromJson(plan.ToJson()).ToString());
        },
        iter: 50);

    [Fact]
    public void Settings_of_the_run_read_back()
    {
        var plan = Start
            .Loss(Losses.CrossEntropy(labelSmoothing: 0.1))
            .Augment(Augmentations.HorizontalFlip(), Augmentations.RandomCrop(4), Augmentations.MixUp())
            .BalancedSampling().EarlyStopping(3).ClipGradients(1).Accumulate(2).AverageWeights(0.99)
            .Schedule(Schedules.MultiStep([2, 4]))
            .Compile();

        Assert.Equal(plan, Plan.FromJson(plan.ToJson()));
        Assert.Equal(2, plan.Training.Augmentations.Count);
        Assert.Single(plan.Training.BatchAugmentations);
    }

    [Fact]
    public void A_head_that_a_later_phase_trains_is_no_mistake() =>
        Assert.Empty(
            Backbone.ResNet18()
                .Pretrained()
                .Head(3)
                .Phase("a", 1, p => p.FreezeAll().Unfreeze("layer4"))
                .Then(1, p => p.UnfreezeAll())
                .Compile().Findings);

    [Fact]
    public void Sugar_is_silent()
    {
        Assert.Empty(Backbone.ResNet18().Pretrained().Head(3).FineTune(1, 2).Compile().Findings);
        Assert.Empty(Backbone.AlexNet().Pretrained().Head(3).FineTune(1, 2).Compile().Findings);
        Assert.Empty(Backbone.ResNet18().Pretrained().Head(3).TwoPhase(1, 2).Compile().Findings);
        Assert.Empty(Backbone.ResNet18().Pretrained().Head(3).GradualUnfreeze([1, 2], 4).Compile().Findings);
    }
}
