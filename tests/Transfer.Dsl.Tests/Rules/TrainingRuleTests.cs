using Transfer.Rules;

namespace Transfer.Tests.Rules;

/// <summary>
/// What the rules about weights, input, BatchNorm, rates, cost, regularization and loss say when a recipe is compiled.
/// </summary>
public class TrainingRuleTests
{
    private static readonly Recipe Start = Backbone.ResNet18().Pretrained();
    private static readonly Recipe Probe = Start.FreezeAll().Head(10);

    public static TheoryData<Recipe> Clean => new()
    {
        Probe.Optimizer(Optimizers.AdamW(1e-2)),
        Start.Head(10).Optimizer(Optimizers.Sgd(1e-3, momentum: 0.9)),
        Start.Head(10).FineTune(1, 4),
        Start.Head(10).FineTune(1, 4, baseLearningRate: 1e-2),
        Start.Head(10).TwoPhase(3, 10),
        Start.Head(10).TwoPhase(3, 10).BatchSize(8),
        Start.Head(10).GradualUnfreeze([1, 2], 4),
        Start.Head(10).LayerDecay(0.75),
        Start.Head(10).LearningRates(1e-5, 1e-3),
        Start.FreezeAll().Unfreeze("layer4").Head(10).Optimizer(Optimizers.Sgd(0.01)).Group("layer4", 1e-3),
        Start.FreezeAll().Unfreeze(Layers.Biases).Head(10).Optimizer(Optimizers.AdamW(1e-2)),
        Start.InputSize(160).Head(10),
        Backbone.ViTB16().Pretrained("IMAGENET1K_SWAG_E2E_V1").Head(10),
        Backbone.MobileNetV2().Pretrained().FreezeAll().Head(10, dropout: 0.2),
        Backbone.EfficientNetB0().Pretrained().FreezeAll().UnfreezeFrom("features.7").Head(10),
        Backbone.ConvNeXtTiny().Pretrained().Head(10).FineTune(1, 4),
        Backbone.DenseNet121().Pretrained().FreezeUpTo("features.transition3").Head(10),
        Backbone.SqueezeNet1_1().Pretrained().FreezeAll().Head(10),
        Backbone.ResNet18().Head(10).Optimizer(Optimizers.Sgd(0.1, momentum: 0.9)).InputSize(32),
        Probe.Optimizer(Optimizers.Lbfgs()),
    };

    [Fact]
    public void Warnings_and_notes_of_plans() => Snapshot.Match(Lines(
        Backbone.ResNet18().FreezeAll().Head(10),
        Backbone.ResNet18().Head(10).TwoPhase(1, 2),
        Start.Pretrained(WeightsFile.At("weights/model.keras")).Head(10),
        Start.Pretrained(WeightsFile.At("resnet18.onnx")).Head(10),
        Start.InputChannels(1).Head(10),
        Start.InputChannels(4).Head(10),
        Backbone.ConvNeXtTiny().InputSize(226).Head(10),
        Start.InputSize(32).Head(10),
        Start.InputSize(224, resize: 1024).Head(10),
        Backbone.ViTB16().Pretrained().Head(h => h.LayerNorm().Linear(10)),
        Backbone.ConvNeXtTiny().Pretrained().Head(h => h.Dropout(0.1).LayerNorm().Linear(10)),
        Start.Head(h => h.BatchNorm().LayerNorm().Linear(10)),
        Probe.BatchNorm(FrozenBatchNorm.Train),
        Start.Head(10).BatchSize(8),
        Start.FreezeAll().Unfreeze("layer4").Head(10).Optimizer(Optimizers.Sgd(1e-3)).Group("layer4", 1e-2),
        Start.Head(10).Group("fc", 1e-4),
        Start.Head(10).Optimizer(Optimizers.AdamW(0.01)),
        Start.Head(10).Optimizer(Optimizers.Sgd(0.2, momentum: 0.9)),
        Start.Head(10).Phase("warm up", 1, p => p.FreezeAll().Unfreeze("fc")).Then(4, p => p.UnfreezeAll().LearningRate(0.1)),
        Start.Head(10).Group("layer4", 1e-4),
        Start.Head(10).Optimizer(Optimizers.Adam()).NoDecay(Layers.Biases, Layers.Norms),
        Probe.NoDecay("layer4"),
        Start.Group("fc", 1e-3).Head(h => h.Linear(64).ReLU().Linear(10)),
        Start.Group("fc", 1e-3).Features(),
        Probe.LayerDecay(0.75),
        Start.Head(10).Optimizer(Optimizers.Sgd(0.01, dampening: 0.5)),
        Start.FreezeAll().UnfreezeFrom("layer4.1.conv2").Head(10),
        Start.FreezeUpTo("layer4.0.bn1").Head(10),
        Backbone.DenseNet121().Pretrained().FreezeAll().UnfreezeFrom("features.denseblock4.denselayer10").Head(10),
        Start.FreezeAll().Unfreeze("layer1").Head(10),
        Start.Freeze("layer3").Head(10),
        Start.Head(h => h.Linear(10).ReLU()),
        Start.Head(h => h.Linear(10).Dropout()).Loss(Losses.BinaryCrossEntropy()),
        Start.Dropout(0.3).Head(10),
        Start.StochasticDepth(0.1).Head(10),
        Start.FreezeAll().Features().Augment(Augmentations.HorizontalFlip()),
        Backbone.Vgg16().Pretrained().Head(10).Augment(Augmentations.MixUp()).BatchSize(1),
        Start.InputChannels(1).Head(10).Augment(Augmentations.Grayscale()),
        Probe.Augment(Augmentations.HorizontalFlip()).Epochs(5)));

    [Fact]
    public void Errors_that_prevent_a_plan() => Snapshot.Match(Lines(
        Backbone.ViTB16().Pretrained().InputSize(384).Head(10),
        Backbone.Vgg16().Pretrained().FreezeAll().Head(h => h.Linear(64).BatchNorm().ReLU().Linear(10)).BatchSize(1),
        Backbone.ResNet18().InputSize(32).Head(10).BatchSize(1),
        Start.Head(3).Loss(Losses.CrossEntropy(classWeights: [1, 2])),
        Start.Head(2).Loss(Losses.CrossEntropy(classWeights: [0, 0])),
        Start.Head(2).Loss(Losses.CrossEntropy(labelSmoothing: 1)),
        Start.Head(10).Optimizer(Optimizers.Lbfgs()).Group("layer4", 0.1),
        Start.Head(10).Optimizer(Optimizers.Lbfgs()).LayerDecay(0.5),
        Probe.Optimizer(Optimizers.Lbfgs()).Accumulate(4)));

    [Theory]
    [MemberData(nameof(Clean), DisableDiscoveryEnumeration = true)]
    public void Is_silent(Recipe recipe) => Assert.Empty(FindingsOf(recipe));

    [Theory]
    [InlineData(Optimizers.Beta1, 0.1)]
    [InlineData(0.99, 0.01)]
    [InlineData(0.0, 1.0)]
    public void The_range_of_sgd_is_that_of_its_step_with_momentum(double momentum, double largest)
    {
        Assert.Empty(FindingsOf(Start.Head(10).Optimizer(Optimizers.Sgd(largest, momentum))));
        Assert.Equal(
            "TRF030", Assert.Single(FindingsOf(Start.Head(10).Optimizer(Optimizers.Sgd(1.01 * largest, momentum)))).Rule);
    }

    private static string Lines(params Recipe[] recipes) => string.Concat(recipes.Select(recipe =>
        $"{recipe}\n{string.Concat(FindingsOf(recipe).Select(finding => $"  {finding.Place}: {finding}\n"))}\n"));

    // What rules about other things say of the same recipes is tested with them.
    private static IEnumerable<Finding> FindingsOf(Recipe recipe) => AllFindingsOf(recipe)
        .Where(finding => finding.Rule == "TRF004" || string.CompareOrdinal(finding.Rule, "TRF020") > 0);

    private static IEnumerable<Finding> AllFindingsOf(Recipe recipe)
    {
        try
        {
            return recipe.Compile().Findings;
        }
        catch (RecipeException error)
        {
            return error.Findings;
        }
    }
}
