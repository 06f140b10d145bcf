namespace Transfer.Examples.Gallery;

/// <summary>fastai's quick start: <c>vision_learner(dls, resnet34).fine_tune(1)</c>.</summary>
internal sealed class FastaiFineTune : GalleryRecipe
{
    public override string Name => "fastai-fine-tune";

    public override string Trains => "head and norms; everything";

    public override Source Source => new(
        "fastai",
        "quick start: computer vision classification (Learner.fine_tune, vision_learner, create_head)",
        "https://docs.fast.ai/quick_start.html",
        "ResNet34 pretrained; Pets as cats and dogs, Resize(224), batches of 64; learn.fine_tune(1)",
        "fine_tune: freeze, 1 epoch of one-cycle at base_lr 2e-3 with pct_start 0.99 (norms of the body train, at a tenth)",
        "then unfreeze, base_lr halved, one-cycle with slice(base_lr / 100, base_lr), pct_start 0.3, div 5",
        "Adam: decoupled weight decay 0.01, none on norms and biases, sqr_mom 0.99, eps 1e-5; momentum 0.95, 0.85, 0.95",
        "head: BatchNorm, Dropout(0.25), Linear(512), ReLU, BatchNorm, Dropout(0.5), Linear, both linear layers without bias");

    public override IReadOnlyList<string> Deviations =>
    [
        "Average pooling before the head, where fastai joins average and maximum: half as many features reach it.",
        "Rates rise from stage to stage; fastai has three groups (to layer2, layer3 and layer4, head) between the same two ends.",
        "Training images are cut from the centre, where Resize(224) draws where to cut the longer side.",
        "New layers start as PyTorch's do; fastai draws them from kaiming_normal_.",
    ];

    public override Recipe Write(Setting on) => on.Start(Backbone.ResNet34(), pixels: 224, resize: 224)
        .Head(h => h
            .BatchNorm().Dropout(0.25).Linear(512, bias: false).ReLU()
            .BatchNorm().Dropout(0.5).Linear(on.Classes(2), bias: false))
        .Optimizer(Optimizers.AdamW(2e-3, beta2: 0.99, epsilon: 1e-5, weightDecay: 0.01))
        .NoDecay(Layers.Norms, Layers.Biases)
        .BatchSize(64)
        .FineTune(freezeEpochs: on.Epochs(1, 0), epochs: on.Epochs(1, 1), baseLearningRate: 2e-3);
}
