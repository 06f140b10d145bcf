namespace Transfer.Tests;

/// <summary>Recipes that several tests use.</summary>
internal static class Recipes
{
    public static Recipe Headline => Backbone.ResNet18()
        .Pretrained()
        .FreezeAll()
        .Unfreeze("layer4")
        .Head(10)
        .Optimizer(Optimizers.Sgd(0.01, momentum: 0.9))
        .Group("layer4", learningRate: 1e-3)
        .Epochs(5)
        .Seed(42);

    public static Recipe DropoutProbe => Backbone.ResNet18().Pretrained().FreezeAll().Head(37, dropout: 0.2);

    public static Recipe FrozenHead => Backbone.ResNet18()
        .Pretrained()
        .Head(10)
        .FreezeAll()
        .Optimizer(Optimizers.Adam(weightDecay: 1e-4))
        .Group("layer4", learningRate: 1e-3);

    public static Recipe TinyWithEverything => Tiny.Recipe()
        .Pretrained(WeightsFile.At("gewichte/größe \"M\"\n<1>.pth"))
        .InputSize(16, resize: 20)
        .FreezeAll()
        .Unfreeze("classifier.0")
        .Head(head => head.Linear(6, bias: false).BatchNorm().GELU().LayerNorm().Dropout(0.1).Linear(3))
        .Freeze("classifier.3.1")
        .Optimizer(Optimizers.AdamW(weightDecay: 0.1 + 0.2))
        .Group("classifier.3", learningRate: 1.0 / 3)
        .Group("features", learningRate: 1)
        .BatchNorm(FrozenBatchNorm.Inference)
        .Epochs(2)
        .BatchSize(7)
        .Seed(-1);
}
