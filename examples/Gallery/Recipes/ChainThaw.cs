namespace Transfer.Examples.Gallery;

/// <summary>DeepMoji's chain-thaw: layer by layer alone, then everything.</summary>
internal sealed class ChainThaw : GalleryRecipe
{
    public override string Name => "chain-thaw";

    public override string Trains => "head; conv1; layer1; …; layer4; everything";

    public override Source Source => new(
        "Felbo et al. 2017",
        "Using millions of emoji occurrences …; DeepMoji, finetuning.py (chain_thaw)",
        "https://github.com/bfelbo/DeepMoji/blob/master/deepmoji/finetuning.py",
        "first the new last layer alone; then each layer alone, from the first to the one before the last; then all together",
        "a new Adam(clipnorm=1) for each step, rate 1e-3 for the first and 1e-4 for the others",
        "each step until its validation accuracy stops rising (patience 5); its best weights go on");

    public override IReadOnlyList<string> Deviations =>
    [
        "A ResNet18 and its stages for DeepMoji and its layers.",
        "5 epochs a step: early stopping here ends a run, not a phase.",
        "The norm of all gradients together is bounded by 1; Keras' clipnorm bounds each tensor's.",
    ];

    public override Recipe Write(Setting on)
    {
        var epochs = on.Epochs(5);
        return on.Start(Backbone.ResNet18())
            .Head(on.Classes(10))
            .Optimizer(Optimizers.Adam(1e-4))
            .ClipGradients(1)
            .BatchSize(32)
            .Phase("head", epochs, p => p.FreezeAll().Unfreeze(Layers.Head).LearningRate(1e-3))
            .Phase("stem", epochs, p => p.FreezeAll().Unfreeze("conv1", "bn1").FreshOptimizer())
            .Phase("layer1", epochs, p => p.FreezeAll().Unfreeze("layer1").FreshOptimizer())
            .Phase("layer2", epochs, p => p.FreezeAll().Unfreeze("layer2").FreshOptimizer())
            .Phase("layer3", epochs, p => p.FreezeAll().Unfreeze("layer3").FreshOptimizer())
            .Phase("layer4", epochs, p => p.FreezeAll().Unfreeze("layer4").FreshOptimizer())
            .Phase("all", epochs, p => p.UnfreezeAll().FreshOptimizer());
    }
}
