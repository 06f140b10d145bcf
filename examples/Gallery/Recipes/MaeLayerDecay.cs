namespace Transfer.Examples.Gallery;

/// <summary>MAE's fine-tuning of a vision transformer: layer decay as in BEiT and timm, strong augmentation.</summary>
internal sealed class MaeLayerDecay : GalleryRecipe
{
    public override string Name => "mae-layer-decay";

    public override string Trains => "everything, each block at 0.65 of the next one's rate";

    public override Source Source => new(
        "MAE",
        "FINETUNE.md and main_finetune.py, ViT-Base (He et al. 2021, Masked Autoencoders Are Scalable Vision Learners)",
        "https://github.com/facebookresearch/mae/blob/main/FINETUNE.md",
        "ViT-B/16, 100 epochs, 1024 images a step, blr 5e-4, which makes the rate 5e-4 × 1024 / 256",
        "AdamW, weight decay 0.05, none on vectors, class token and position embedding; layer_decay 0.65",
        "warm-up over 5 epochs and cosine down to 1e-6, step by step",
        "label smoothing 0.1, mixup 0.8, cutmix 1.0, random erasing 0.25, rand-m9-mstd0.5-inc1, drop_path 0.1, global pooling");

    public override IReadOnlyList<string> Deviations =>
    [
        "Torchvision's supervised weights and its class token: MAE's weights and global pooling belong together.",
        "TrivialAugment for RandAugment, which the language has not; erased rectangles become grey, not noise.",
        "No drop_path: torchvision's ViT has no stochastic depth.",
        "Accumulated batches of 32, as FINETUNE.md does on fewer devices.",
        "1e-6 is the end of every group, not scaled by its layer's decay.",
        "The warm-up starts at a millionth of the rate, not at 0.",
    ];

    public override Recipe Write(Setting on) => on.Start(Backbone.ViTB16())
        .Head(on.Classes(1000))
        .Augment(
            Augmentations.RandomResizedCrop(),
            Augmentations.HorizontalFlip(),
            Augmentations.TrivialAugment(),
            Augmentations.RandomErasing(0.25),
            Augmentations.MixUp(0.8),
            Augmentations.CutMix(1))
        .Loss(Losses.CrossEntropy(labelSmoothing: 0.1))
        .Optimizer(Optimizers.AdamW(2e-3, weightDecay: 0.05))
        .LayerDecay(0.65)
        .NoDecay(Layers.Biases, Layers.Norms, "class_token", "encoder.pos_embedding")
        .BatchSize(32)
        .Accumulate(32)
        .Phase("warm up", on.Epochs(5, 0), p => p.Schedule(Schedules.Linear(1e-6, 1, per: Per.Step)))
        .Phase("fine-tune", on.Epochs(95, 1), p => p.Schedule(Schedules.Cosine(lowest: 1e-6, per: Per.Step)));
}
