using Transfer;

namespace ValidCode;

/// <summary>Recipes as the guides have them.</summary>
internal static class Guides
{
    public static Recipe LinearProbe { get; } = Backbone.ResNet18()
        .Pretrained()
        .FreezeAll()
        .Head(10)
        .Optimizer(Optimizers.Adam(1e-3))
        .Epochs(10)
        .BatchSize(64)
        .Seed(1);

    public static Recipe LastStage { get; } = Backbone.ResNet18()
        .Pretrained()
        .FreezeAll()
        .Unfreeze("layer4")
        .Head(10)
        .Optimizer(Optimizers.Sgd(0.01, momentum: 0.9))
        .Group("layer4", learningRate: 1e-3)
        .Epochs(5)
        .BatchSize(32)
        .Seed(42);

    public static Recipe FastAi { get; } = Backbone.ResNet34().Pretrained().Head(37).FineTune(freezeEpochs: 1, epochs: 4).Seed(3);

    public static Recipe Keras { get; } = Backbone.EfficientNetB0()
        .Pretrained()
        .Head(120)
        .TwoPhase(headEpochs: 5, epochs: 10)
        .Seed(3);

    public static Recipe Lightning { get; } = Backbone.ResNet50()
        .Pretrained("IMAGENET1K_V2")
        .Head(100)
        .Optimizer(Optimizers.AdamW(1e-4))
        .GradualUnfreeze([1, 3, 5], epochs: 8)
        .Seed(3);

    public static Recipe FromScratch { get; } = Backbone.ResNet18()
        .Head(10)
        .Optimizer(Optimizers.Sgd(0.1, momentum: 0.9, weightDecay: 1e-4))
        .Schedule(Schedules.Step(30))
        .Epochs(90)
        .BatchSize(256)
        .Seed(1);

    public static Recipe Features { get; } = Backbone.ResNet18().Pretrained().FreezeAll().Features();

    public static Recipe MultiLabel { get; } = Backbone.DenseNet121()
        .Pretrained()
        .FreezeAll()
        .Head(14)
        .Loss(Losses.BinaryCrossEntropy())
        .Optimizer(Optimizers.Adam(1e-3))
        .Epochs(5)
        .BatchSize(32)
        .Seed(1);

    public static Recipe TwoPhases { get; } = Backbone.ResNet18()
        .Pretrained()
        .FreezeAll()
        .Head(10)
        .Optimizer(Optimizers.Adam(1e-3))
        .Phase("head", epochs: 3)
        .Phase("deep", epochs: 5, p => p.Unfreeze("layer4").LearningRate(1e-4))
        .Seed(7);

    public static Recipe CustomHead { get; } = Backbone.Vgg16()
        .Pretrained()
        .FreezeAll()
        .Head(h => h.Linear(256).ReLU().Dropout(0.5).Linear(10))
        .Optimizer(Optimizers.Adam(1e-3))
        .Epochs(5)
        .BatchSize(32)
        .Seed(1);

    public static Recipe VisionTransformer { get; } = Backbone.ViTB16()
        .Pretrained()
        .FreezeAll()
        .Head(10)
        .Optimizer(Optimizers.AdamW(1e-3, weightDecay: 0.05))
        .Epochs(5)
        .BatchSize(64)
        .Seed(1);

    public static Recipe OwnWeights { get; } = Backbone.ResNet18()
        .Pretrained(WeightsFile.At("own.safetensors"))
        .FreezeAll()
        .Head(4)
        .Optimizer(Optimizers.Adam(1e-3))
        .Epochs(5)
        .Seed(1);

    public static Recipe Balanced { get; } = Backbone.MobileNetV2()
        .Pretrained()
        .FreezeAll()
        .Head(3, dropout: 0.2)
        .Loss(Losses.CrossEntropy(labelSmoothing: 0.1))
        .BalancedSampling()
        .Optimizer(Optimizers.Adam(1e-3))
        .Epochs(20)
        .EarlyStopping(patience: 4)
        .Seed(1);

    public static Recipe Grey { get; } = Backbone.ResNet18()
        .InputChannels(1)
        .Head(10)
        .Optimizer(Optimizers.Sgd(0.1, momentum: 0.9, weightDecay: 1e-4))
        .Epochs(30)
        .BatchSize(128)
        .Seed(1);

    public static Recipe OwnGraph { get; } = Backbone.Graph(
            "mynet",
            graph =>
            {
                var x = graph.ReLU("relu", graph.BatchNorm("norm", graph.Conv("conv", graph.Input, 16, kernel: 3, stride: 2)));
                graph.Linear("fc", graph.Flatten(graph.AdaptiveAvgPool("pool", x, 1)), 10);
            },
            head: "fc")
        .InputSize(32, resize: 32)
        .Head(5)
        .Optimizer(Optimizers.Adam(1e-3))
        .Epochs(5)
        .Seed(1);
}
