namespace Transfer.Examples.Gallery;

/// <summary>BitFit: only the biases of a transformer, and its head.</summary>
internal sealed class BitFit : GalleryRecipe
{
    public override string Name => "bitfit";

    public override string Trains => "biases and head";

    public override Source Source => new(
        "Ben Zaken et al. 2022",
        "BitFit: Simple Parameter-efficient Fine-tuning …; run_glue.py, GLUEvaluator.py",
        "https://github.com/benzakenelad/BitFit",
        "requires_grad = False for every parameter but those with \"bias\" in their name and the classifier",
        "AdamW of Hugging Face (no weight decay, eps 1e-6), lr 1e-3, constant; 16 epochs, batches of 8",
        "clip_grad_norm_ at 1");

    public override IReadOnlyList<string> Deviations =>
    [
        "ViT-B/16 for BERT: the same encoder blocks, over patches of an image.",
    ];

    public override Recipe Write(Setting on) => on.Start(Backbone.ViTB16())
        .FreezeAll()
        .Unfreeze(Layers.Biases)
        .Head(on.Classes(2))
        .Optimizer(Optimizers.AdamW(1e-3, epsilon: 1e-6, weightDecay: 0))
        .ClipGradients(1)
        .BatchSize(8)
        .Epochs(on.Epochs(16));
}
