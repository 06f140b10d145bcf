namespace Transfer.Examples.Gallery;

/// <summary>PyTorch's ants and bees, all layers.</summary>
internal sealed class AntsAndBeesFineTune : GalleryRecipe
{
    public override string Name => "ants-and-bees-fine-tune";

    public override string Trains => "everything";

    public override Source Source => new(
        "PyTorch",
        "Transfer Learning for Computer Vision Tutorial, \"Finetuning the ConvNet\"",
        "https://docs.pytorch.org/tutorials/beginner/transfer_learning_tutorial.html",
        "ResNet18 with IMAGENET1K_V1 and a new fc with 2 outputs",
        "SGD over all parameters, lr 0.001, momentum 0.9; StepLR, step size 7, gamma 0.1; 25 epochs, batches of 4",
        "training images: RandomResizedCrop(224), RandomHorizontalFlip; validation: Resize(256), CenterCrop(224)",
        "the weights of the best validation accuracy are loaded at the end");

    public override IReadOnlyList<string> Deviations =>
    [
        "Early stopping as patient as the run is long never stops it (as TRF016 reports), but restores the best weights.",
    ];

    public override Recipe Write(Setting on) => on.Start(Backbone.ResNet18(), "IMAGENET1K_V1")
        .Head(on.Classes(2))
        .Augment(Augmentations.RandomResizedCrop(), Augmentations.HorizontalFlip())
        .Optimizer(Optimizers.Sgd(0.001, momentum: 0.9))
        .Schedule(Schedules.Step(7, gamma: 0.1))
        .EarlyStopping(patience: 25, WatchedMetric.ValidationTop1)
        .BatchSize(4)
        .Epochs(on.Epochs(25));
}
