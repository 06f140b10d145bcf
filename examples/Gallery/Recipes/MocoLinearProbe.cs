namespace Transfer.Examples.Gallery;

/// <summary>MoCo's linear classification: a large rate on a linear layer over frozen features.</summary>
internal sealed class MocoLinearProbe : GalleryRecipe
{
    public override string Name => "moco-linear-probe";

    public override string Trains => "head";

    public override Source Source => new(
        "MoCo",
        "main_lincls.py (He et al. 2020, Momentum Contrast)",
        "https://github.com/facebookresearch/moco/blob/main/main_lincls.py",
        "ResNet50 with MoCo's weights; every parameter but fc's frozen; fc from N(0, 0.01) and zero",
        "SGD, lr 30, momentum 0.9, no weight decay; 100 epochs, lr × 0.1 at 60 and 80; batches of 256",
        "training images: RandomResizedCrop(224), RandomHorizontalFlip",
        "model.eval() while training: no BatchNorm statistic moves");

    public override IReadOnlyList<string> Deviations =>
    [
        "Torchvision's supervised weights: MoCo's are a file of another layout (WeightsFile.At takes them once renamed).",
        "The new layer starts as PyTorch's Linear does: a recipe sets no initialization.",
    ];

    public override Recipe Write(Setting on) => on.Start(Backbone.ResNet50(), "IMAGENET1K_V1")
        .FreezeAll()
        .Head(on.Classes(1000))
        .Augment(Augmentations.RandomResizedCrop(), Augmentations.HorizontalFlip())
        .Optimizer(Optimizers.Sgd(30, momentum: 0.9))
        .Schedule(Schedules.MultiStep([60, 80], gamma: 0.1))
        .BatchSize(256)
        .Epochs(on.Epochs(100));
}
