namespace Transfer.Examples.Gallery;

/// <summary>ULMFiT's fine-tuning of a classifier: gradual unfreezing, discriminative rates, a slanted triangle.</summary>
internal sealed class UlmfitUnfreezing : GalleryRecipe
{
    public override string Name => "ulmfit-unfreezing";

    public override string Trains => "head; with layer4; with layer3; …; everything";

    public override Source Source => new(
        "Howard and Ruder 2018",
        "Universal Language Model Fine-tuning for Text Classification, sections 3.2, 3.3 and 4.1",
        "https://arxiv.org/abs/1801.06146",
        "gradual unfreezing: the last layer for an epoch, then one more layer an epoch, then all until they converge",
        "discriminative rates: each layer has the rate of the next one divided by 2.6",
        "slanted triangular rates: up over cut_frac 0.1 of the steps, down over the rest, from and to 1/32 (ratio) of the top",
        "Adam with beta1 0.7 and beta2 0.99, rate 0.01 for the classifier; batches of 64, 50 epochs");

    public override IReadOnlyList<string> Deviations =>
    [
        "A ResNet18 and its stages for a language model and its layers.",
        "50 epochs in all, unfreezing included.",
    ];

    public override Recipe Write(Setting on) => on.Start(Backbone.ResNet18())
        .Head(on.Classes(10))
        .Optimizer(Optimizers.Adam(0.01, beta1: 0.7, beta2: 0.99))
        .LayerDecay(1 / 2.6)
        .Schedule(Schedules.OneCycle(pctStart: 0.1, divFactor: 32, finalDivFactor: 1, cycleMomentum: false, linear: true))
        .BatchSize(64)
        .GradualUnfreeze([1, 2, 3, 4, 5], epochs: 5 + on.Epochs(45));
}
