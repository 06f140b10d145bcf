namespace Transfer.Examples.Gallery;

/// <summary>Torchvision's training reference, which its IMAGENET1K_V2 weights come from.</summary>
internal sealed class TorchvisionReference : GalleryRecipe
{
    public override string Name => "torchvision-reference";

    public override string Trains => "everything, from random weights";

    public override Source Source => new(
        "Torchvision",
        "How to Train State-Of-The-Art Models Using TorchVision's Latest Primitives (V. Vryniotis); references/classification",
        "https://pytorch.org/blog/how-to-train-state-of-the-art-models-using-torchvision-latest-primitives/",
        "train.py --model resnet50 --batch-size 128 (8 processes) --lr 0.5 --epochs 600",
        "--lr-scheduler cosineannealinglr --lr-warmup-epochs 5 --lr-warmup-method linear (from 0.01 of the rate), by the epoch",
        "SGD, momentum 0.9, --weight-decay 0.00002 --norm-weight-decay 0.0; --label-smoothing 0.1",
        "--auto-augment ta_wide --random-erase 0.1 --mixup-alpha 0.2 --cutmix-alpha 1.0",
        "--model-ema, decay 0.99998 each 32 steps, scaled to 1 - 2e-5 · 8 · 128 · 32 / 600",
        "--train-crop-size 176 --val-resize-size 232 --ra-sampler --ra-reps 4");

    public override IReadOnlyList<string> Deviations =>
    [
        "Eight batches of 128 accumulated stand for eight processes.",
        "224 pixels in training, too: a plan has one input size.",
        "No repeated augmentation: an epoch shows each image once.",
        "The average moves each step, by the 32nd root of that decay.",
    ];

    public override Recipe Write(Setting on)
    {
        var epochs = on.Epochs(600);
        return on.FromScratch(Backbone.ResNet50(), pixels: 224, resize: 232)
            .Head(on.Classes(1000))
            .Augment(
                Augmentations.RandomResizedCrop(),
                Augmentations.HorizontalFlip(),
                Augmentations.TrivialAugment(),
                Augmentations.RandomErasing(0.1),
                Augmentations.MixUp(0.2),
                Augmentations.CutMix(1))
            .Loss(Losses.CrossEntropy(labelSmoothing: 0.1))
            .Optimizer(Optimizers.Sgd(0.5, momentum: 0.9, weightDecay: 2e-5))
            .NoDecay(Layers.Norms)
            .Schedule(Schedules.Cosine(warmUp: Math.Min(5, epochs / 2), warmUpFactor: 0.01))
            .AverageWeights(0.999966)
            .BatchSize(128)
            .Accumulate(8)
            .Epochs(epochs);
    }
}
