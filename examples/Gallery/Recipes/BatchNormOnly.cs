namespace Transfer.Examples.Gallery;

/// <summary>Only BatchNorm, over random and frozen convolutions.</summary>
internal sealed class BatchNormOnly : GalleryRecipe
{
    public override string Name => "batchnorm-only";

    public override string Trains => "BatchNorm, of random weights";

    public override Source Source => new(
        "Frankle et al. 2020",
        "Frankle, Schwab and Morcos, Training BatchNorm and Only BatchNorm; open_lth, models/imagenet_resnet.py",
        "https://arxiv.org/abs/2003.00152",
        "every parameter frozen at its random initialization but BatchNorm's scale and shift; the output layer too is frozen",
        "ImageNet's ResNets: SGD, lr 0.4, momentum 0.9, weight decay 1e-4, batches of 1024, 90 epochs",
        "warm-up from 0, step by step, over 5 epochs; lr × 0.1 at epochs 30, 60 and 80",
        "scales start uniformly from 0 to 1");

    public override IReadOnlyList<string> Deviations =>
    [
        "Four batches of 256 to a step: as many images, while BatchNorm sees 256 at a time, as on several devices.",
        "Scales start at 1, as PyTorch's do: a recipe sets no initialization.",
        "The warm-up starts at a millionth of the rate, not at 0.",
    ];

    // That random weights stay frozen, the head's too, is the experiment, and just what TRF001 and TRF021 warn of.
    public override Recipe Write(Setting on) => on.FromScratch(Backbone.ResNet18())
        .Head(on.Classes(1000))
        .FreezeAll()
        .Unfreeze(Layers.BatchNorms)
        .Augment(Augmentations.RandomResizedCrop(), Augmentations.HorizontalFlip())
        .Optimizer(Optimizers.Sgd(0.4, momentum: 0.9, weightDecay: 1e-4))
        .BatchSize(256)
        .Accumulate(4)
        .Phase("warm up", on.Epochs(5, 0), p => p.Schedule(Schedules.Linear(1e-6, 1, per: Per.Step)))
        .Phase("train", on.Epochs(85, 1), p => p.Schedule(Schedules.MultiStep([25, 55, 75], gamma: 0.1)));
}
