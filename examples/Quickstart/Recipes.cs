namespace Transfer.Examples;

/// <summary>The four ways to five classes that the table compares; equal but for what they train and where they start.</summary>
internal static class QuickstartRecipes
{
    public const int Epochs = 10;
    private const int Classes = 5;

    /// <summary>The headline: everything frozen but the last stage and a new head.</summary>
    public static Recipe FineTuneLayer4(string weights, int seed) => Start(seed)
        .Pretrained(WeightsFile.At(weights))
        .FreezeAll()
        .Unfreeze("layer4")
        .Head(Classes)
        .Optimizer(Optimizers.AdamW(1e-3));

    /// <summary>Only the new head trains.</summary>
    public static Recipe LinearProbe(string weights, int seed) => Start(seed)
        .Pretrained(WeightsFile.At(weights))
        .FreezeAll()
        .Head(Classes)
        .Optimizer(Optimizers.AdamW(1e-2));

    /// <summary>Everything trains.</summary>
    public static Recipe FineTuneAll(string weights, int seed) => Start(seed)
        .Pretrained(WeightsFile.At(weights))
        .Head(Classes)
        .Optimizer(Optimizers.AdamW(1e-3));

    /// <summary>The same network from random weights.</summary>
    public static Recipe FromScratch(double learningRate, int seed) => Start(seed)
        .Head(Classes)
        .Optimizer(Optimizers.AdamW(learningRate));

    private static Recipe Start(int seed) => Backbone.ResNet18()
        .InputSize(64, resize: 64)
        .Epochs(Epochs)
        .BatchSize(20)
        .Seed(seed);
}
