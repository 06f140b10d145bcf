namespace Transfer.Examples.Gallery;

/// <summary>LP-FT: a trained head first, so that fine-tuning does not distort the features.</summary>
internal sealed class LinearProbeThenFineTune : GalleryRecipe
{
    public override string Name => "lp-ft";

    public override string Trains => "head; everything";

    public override Source Source => new(
        "Kumar et al. 2022",
        "Fine-Tuning can Distort Pretrained Features and Underperform Out-of-Distribution; configs/adaptation/living17.yaml",
        "https://github.com/AnanyaKumar/transfer_learning",
        "linear probing first (logistic regression over the frozen features); then fine-tuning of all layers from that head",
        "fine-tuning of ResNet50: SGD, lr 0.03, momentum 0.9, no weight decay; cosine over its 20 epochs; batches of 64",
        "Living-17: 17 classes; RandomResizedCrop and flip in training");

    public override IReadOnlyList<string> Deviations =>
    [
        "The probe is trained by the same SGD over a cosine of its own, not solved as a regression with 50 penalties tried.",
        "Supervised weights of torchvision; the paper's are MoCo v2's. Its rates come of a sweep: 0.03 is its configuration's.",
    ];

    public override Recipe Write(Setting on) => on.Start(Backbone.ResNet50(), "IMAGENET1K_V1")
        .Head(on.Classes(17))
        .Augment(Augmentations.RandomResizedCrop(), Augmentations.HorizontalFlip())
        .Optimizer(Optimizers.Sgd(0.03, momentum: 0.9))
        .BatchSize(64)
        .Phase("linear probe", on.Epochs(20, 0), p => p.FreezeAll().Unfreeze(Layers.Head).Schedule(Schedules.Cosine()))
        .Phase("fine-tune", on.Epochs(20, 1), p => p.UnfreezeAll().FreshOptimizer().Schedule(Schedules.Cosine()));
}
