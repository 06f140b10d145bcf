namespace Transfer.Tests.Steps;

/// <summary>A bad argument is refused where it is given; the message names it and says what is allowed.</summary>
public class ArgumentTests
{
    private static readonly Recipe Recipe = Backbone.ResNet18();

    public static TheoryData<string, string, Func<object>> Bad => new()
    {
        { "classes", "1 or more, got 0", () => Recipe.Head(0) },
        { "dropout", "from 0 to 1, got 1.5", () => Recipe.Head(3, dropout: 1.5) },
        { "dropout", "from 0 to 1, got NaN", () => Recipe.Head(3, dropout: double.NaN) },
        { "build", "use Features()", () => Recipe.Head(head => head) },
        { "outFeatures", "1 or more, got -1", () => Recipe.Head(head => head.Linear(-1)) },
        { "probability", "from 0 to 1, got -0.1", () => Recipe.Head(head => head.Dropout(-0.1)) },
        { "probability", "from 0 to 1, got 2", () => Recipe.Dropout(2) },
        { "probability", "from 0 to 1, got 2", () => Recipe.StochasticDepth(2) },
        { "pixels", "1 or more, got 0", () => Recipe.InputSize(0) },
        { "resize", "100 < 224", () => Recipe.InputSize(224, resize: 100) },
        { "count", "1 or more, got 0", () => Recipe.Epochs(0) },
        { "images", "1 or more, got -3", () => Recipe.BatchSize(-3) },
        { "learningRate", "above 0 (1e-3 is a usual one), got 0", () => Recipe.Group("fc", 0) },
        { "learningRate", "above 0 (1e-3 is a usual one), got Infinity", () => Recipe.Group("fc", double.PositiveInfinity) },
        { "learningRate", "above 0 (1e-3 is a usual one), got NaN", () => Optimizers.Sgd(double.NaN) },
        { "momentum", "at least 0 and below 1, got 1", () => Optimizers.Sgd(0.1, momentum: 1) },
        { "nesterov", "momentum above 0", () => Optimizers.Sgd(0.1, nesterov: true) },
        { "weightDecay", "0 or more, got -1", () => Optimizers.Sgd(0.1, weightDecay: -1) },
        { "beta1", "below 1, got 1", () => Optimizers.Adam(beta1: 1) },
        { "beta2", "below 1, got -1", () => Optimizers.AdamW(beta2: -1) },
        { "epsilon", "0 or more, got -1", () => Optimizers.Adam(epsilon: -1) },
        { "weightDecay", "0 or more, got Infinity", () => Optimizers.AdamW(weightDecay: double.PositiveInfinity) },
        { "frozen", "not a mode", () => Recipe.BatchNorm((FrozenBatchNorm)7) },
        { "layers", "at least one layer", () => Recipe.Freeze() },
        { "layers", "empty", () => Recipe.Unfreeze("layer4", " ") },
        { "layer", "empty", () => Recipe.UnfreezeFrom(string.Empty) },
        { "layer", "empty", () => Recipe.Group(" ", 1) },
        { "entry", "empty", () => Recipe.Pretrained(string.Empty) },
        { "epochs", "1 or more, got 0", () => Recipe.Phase("a", 0) },
        { "epochs", "1 or more, got -1", () => Recipe.Then(-1) },
        { "name", "empty", () => Recipe.Phase(" ", 1) },
        { "layers", "at least one layer", () => Recipe.Then(1, p => p.Freeze()) },
        { "stages", "1 or more, got 0", () => Recipe.UnfreezeLast(0) },
        { "learningRate", "above 0", () => Recipe.Then(1, p => p.LearningRate(0)) },
        { "lowest", "0.1 is above 0.01. Did you mean LearningRates(0.01, 0.1)?", () => Recipe.LearningRates(0.1, 0.01) },
        { "highest", "above 0", () => Recipe.LearningRates(0.1, double.NaN) },
        { "decay", "above 0 and at most 1, got 0", () => Recipe.LayerDecay(0) },
        { "decay", "above 0 and at most 1, got 1.1", () => Recipe.LayerDecay(1.1) },
        { "layers", "at least one layer", () => Recipe.NoDecay() },
        { "weightDecay", "0 or more, got -1", () => Recipe.Group("fc", 1, weightDecay: -1) },
        { "name", "empty", () => Recipe.Group("fc", 1, name: " ") },
        { "count", "1 or more, got 0", () => Recipe.InputChannels(0) },
        { "augmentations", "at least one augmentation", () => Recipe.Augment() },
        { "probability", "from 0 to 1, got 2", () => Augmentations.HorizontalFlip(2) },
        { "alpha", "above 0, got 0", () => Augmentations.MixUp(0) },
        { "patience", "1 or more, got 0", () => Recipe.EarlyStopping(0) },
        { "leastChange", "0 or more, got -1", () => Recipe.EarlyStopping(1, leastChange: -1) },
        { "norm", "above 0, got 0", () => Recipe.ClipGradients(0) },
        { "limit", "above 0, got -1", () => Recipe.ClipGradientValues(-1) },
        { "batches", "1 or more, got 0", () => Recipe.Accumulate(0) },
        { "decay", "below 1, got 1", () => Recipe.AverageWeights(1) },
        { "labelSmoothing", "from 0 to 1, got 2", () => Losses.CrossEntropy(2) },
        { "classWeights", "0 or more, got -1", () => Losses.CrossEntropy(classWeights: [1, -1]) },
        { "positiveWeights", "0 or more, got NaN", () => Losses.BinaryCrossEntropy([double.NaN]) },
        { "dampening", "from 0 to 1, got 2", () => Optimizers.Sgd(1, dampening: 2) },
        { "nesterov", "does not allow dampening", () => Optimizers.Sgd(1, momentum: 0.9, nesterov: true, dampening: 0.1) },
        { "alpha", "below 1, got 1", () => Optimizers.RMSprop(alpha: 1) },
        { "momentumDecay", "0 or more, got -1", () => Optimizers.NAdam(momentumDecay: -1) },
        { "initialAccumulator", "0 or more, got -1", () => Optimizers.Adagrad(initialAccumulator: -1) },
        { "history", "1 or more, got 0", () => Optimizers.Lbfgs(history: 0) },
        { "path", "empty", () => WeightsFile.At(" ") },
        { "name", "There is no backbone \"resnet19\". The nearest are \"resnet18\"", () => Backbone.Named("resnet19") },
        { "name", "Backbone.Names lists them", () => Backbone.Named("a network of my own") },
    };

    public static TheoryData<string, Func<object>> Null => new()
    {
        { "build", () => Recipe.Head((Func<HeadBuilder, HeadBuilder>)null!) },
        { "layers", () => Recipe.Freeze(null!) },
        { "layers", () => Recipe.Unfreeze("a", null!) },
        { "layer", () => Recipe.Group(null!, 1) },
        { "optimizer", () => Recipe.Optimizer(null!) },
        { "schedule", () => Recipe.Schedule(null!) },
        { "loss", () => Recipe.Loss(null!) },
        { "augmentations", () => Recipe.Augment(null!) },
        { "name", () => Recipe.Phase(null!, 1) },
        { "milestones", () => Recipe.GradualUnfreeze(null!, 1) },
        { "file", () => Recipe.Pretrained((WeightsFile)null!) },
        { "entry", () => Recipe.Pretrained((string)null!) },
        { "name", () => Backbone.Named(null!) },
    };

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public void Refused(string argument, string allowed, Func<object> call)
    {
        var error = Assert.ThrowsAny<ArgumentException>(call);

        Assert.Equal(argument, error.ParamName);
        Assert.Contains(allowed, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Null), DisableDiscoveryEnumeration = true)]
    public void Null_refused(string argument, Func<object> call) =>
        Assert.Equal(argument, Assert.Throws<ArgumentNullException>(call).ParamName);
}
