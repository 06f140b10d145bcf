namespace Transfer.Examples.Gallery;

/// <summary>Lightning's BackboneFinetuning: the backbone joins at a low rate, which doubles until it is the head's.</summary>
internal sealed class LightningBackboneFinetuning : GalleryRecipe
{
    private const double Rate = 1e-3;

    public override string Name => "lightning-backbone-finetuning";

    public override string Trains => "head and BatchNorm; everything, the backbone at a rising rate";

    public override Source Source => new(
        "Lightning",
        "BackboneFinetuning(unfreeze_backbone_at_epoch=10, train_bn=True, …)",
        "https://lightning.ai/docs/pytorch/stable/api/lightning.pytorch.callbacks.BackboneFinetuning.html",
        "until epoch 10 the backbone is frozen but for its BatchNorm layers, which are in the model's own group",
        "at epoch 10 the rest of it joins as a new group, at lr × backbone_initial_ratio_lr 0.1 / initial_denom_lr 10",
        "from epoch 11 its rate is lambda_func's factor, 2, times the last one, which counts from lr × 0.1",
        "should_align: once it would pass the model's rate it stays at that");

    public override IReadOnlyList<string> Deviations =>
    [
        "ResNet18, Adam at 1e-3, batches of 32 and 20 epochs: the page leaves them to the user.",
        "A phase for each epoch in which the rate rises states what the callback computes while it runs.",
    ];

    // 1e-5, then twice 1e-4, and twice that until it would pass 1e-3.
    public override Recipe Write(Setting on) => on.Start(Backbone.ResNet18())
        .Head(on.Classes(10))
        .Optimizer(Optimizers.Adam(Rate))
        .Group(Layers.Head, Rate, name: "model")
        .Group(Layers.BatchNorms, Rate, name: "model")
        .BatchSize(32)
        .Phase("frozen backbone", on.Epochs(10, 0), p => p.FreezeAll().Unfreeze(Layers.Head, Layers.BatchNorms))
        .Phase("backbone at 1/100", 1, p => p.UnfreezeAll().LearningRate(Rate / 100))
        .Phase("backbone at 1/5", 1, p => p.LearningRate(Rate / 5))
        .Phase("backbone at 2/5", 1, p => p.LearningRate(Rate * 2 / 5))
        .Phase("backbone at 4/5", 1, p => p.LearningRate(Rate * 4 / 5))
        .Phase("aligned", on.Epochs(6, 1), p => p.LearningRate(Rate));
}
