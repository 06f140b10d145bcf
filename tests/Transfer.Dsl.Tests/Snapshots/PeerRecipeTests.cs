namespace Transfer.Tests.Snapshots;

/// <summary>What the peers' recipes expand to, and what a plan shows beyond the defaults.</summary>
public class PeerRecipeTests
{
    private static readonly Recipe Start = Backbone.ResNet18().Pretrained().Head(10);

    [Fact]
    public void Fine_tune() =>
        Snapshot.Match(Start.FineTune(freezeEpochs: 1, epochs: 3, baseLearningRate: 2e-3).Compile().ToString());

    [Fact]
    public void Two_phases() => Snapshot.Match(Start.TwoPhase(headEpochs: 5, epochs: 10).Compile().ToString());

    [Fact]
    public void Gradual_unfreezing() => Snapshot.Match(Start.GradualUnfreeze([2, 4], epochs: 8).Compile().ToString());

    [Fact]
    public void Layer_decay_of_a_transformer() => Snapshot.Match(Backbone.ViTB16().Pretrained().Head(10)
        .Optimizer(Optimizers.AdamW(1e-3, weightDecay: 0.05))
        .LayerDecay(0.75)
        .NoDecay(Layers.Biases, Layers.Norms)
        .Schedule(Schedules.Cosine(warmUp: 5))
        .Epochs(50)
        .Compile().ToString());

    [Fact]
    public void All_that_a_run_can_have() => Snapshot.Match(Start
        .FreezeAll()
        .Unfreeze("layer4" + Layers.Norms, Layers.Head)
        .InputChannels(1)
        .Optimizer(Optimizers.Sgd(0.1, momentum: 0.9, weightDecay: 1e-4))
        .Loss(Losses.CrossEntropy(labelSmoothing: 0.1))
        .Augment(Augmentations.HorizontalFlip(), Augmentations.MixUp(0.2))
        .BalancedSampling()
        .EarlyStopping(3, WatchedMetric.ValidationTop1)
        .ClipGradients(1)
        .Accumulate(4)
        .AverageWeights(0.999)
        .Schedule(Schedules.Linear(1, 0))
        .Phase("warm up", epochs: 1)
        .Then(epochs: 4, p => p.UnfreezeLast(stages: 1).LearningRate(1e-4))
        .Compile().ToString());

    [Fact]
    public void Sugar_is_the_phases_that_it_prints() => Assert.Equal(
        Start.TwoPhase(1, 2).Compile(),
        Start.Phase("head", epochs: 1, p => p.FreezeAll().Unfreeze(Layers.Head).LearningRate(0.001))
            .Phase("fine-tune", epochs: 2, p => p.UnfreezeAll().Freeze(Layers.BatchNorms).FreshOptimizer().LearningRate(1e-05))
            .Compile());

    [Theory]
    [InlineData(1, 1)]
    [InlineData(0)]
    [InlineData]
    [InlineData(5)]
    public void Milestones_that_no_run_can_have_are_refused(params int[] milestones) => Assert.Equal(
        "milestones", Assert.ThrowsAny<ArgumentException>(() => Start.GradualUnfreeze(milestones, epochs: 5)).ParamName);
}
