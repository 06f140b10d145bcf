namespace Transfer.Examples.Gallery;

/// <summary>Lightning's example of transfer learning: the backbone joins in two parts at milestones.</summary>
internal sealed class LightningMilestones : GalleryRecipe
{
    public override string Name => "lightning-milestones";

    public override string Trains => "head; with layer1 to layer4; with conv1, never BatchNorm";

    public override Source Source => new(
        "Lightning",
        "computer_vision_fine_tuning.py (MilestonesFinetuning)",
        "https://github.com/Lightning-AI/pytorch-lightning/tree/master/examples/pytorch/domain_templates",
        "ResNet50; head Linear(256), ReLU, Linear(32), Linear(1), binary cross-entropy; cats and dogs, batches of 8, 15 epochs",
        "Adam, lr 1e-3 (the text above the code says 1e-2); MultiStepLR × 0.1 at the milestones 5 and 10",
        "at 5 the last five children of the backbone (layer1 to layer4, pooling) join, at a tenth of the rate of then",
        "at 10 the rest joins, again at a tenth; train_bn=False: BatchNorm never trains",
        "images: Resize((224, 224)), RandomHorizontalFlip");

    public override IReadOnlyList<string> Deviations =>
    [
        "Two outputs and cross-entropy: a softmax over two classes is a sigmoid of their difference.",
        "BatchNorm runs on the batch's statistics, as there; its running statistics move in the first phase, too.",
        "Images keep their proportions: the centre is cut out, where Resize((224, 224)) distorts them.",
    ];

    public override Recipe Write(Setting on) => on.Start(Backbone.ResNet50(), pixels: 224, resize: 224)
        .Head(h => h.Linear(256).ReLU().Linear(32).Linear(on.Classes(2)))
        .BatchNorm(FrozenBatchNorm.Train)
        .Augment(Augmentations.HorizontalFlip())
        .Optimizer(Optimizers.Adam(1e-3))
        .BatchSize(8)
        .Phase("head", on.Epochs(5, 0), p => p.FreezeAll().Unfreeze(Layers.Head))
        .Phase("last layers", on.Epochs(5, 1), p => p
            .Unfreeze("layer?").Freeze(Layers.BatchNorms)
            .LearningRate(1e-4).Group("layer?", 1e-5))
        .Phase("all layers", on.Epochs(5, 2), p => p
            .Unfreeze("conv1")
            .LearningRate(1e-5).Group("layer?", 1e-6).Group("conv1", 1e-6));
}
