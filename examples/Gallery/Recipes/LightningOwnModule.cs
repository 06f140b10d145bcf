using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Transfer.Examples.Gallery;

/// <summary>Lightning's pretrained module as a feature extractor: a network of your own as the backbone.</summary>
internal sealed class LightningOwnModule : GalleryRecipe
{
    public override string Name => "lightning-own-module";

    public override string Trains => "classifier of a custom module";

    public override Source Source => new(
        "Lightning",
        "Transfer Learning: use a pretrained LightningModule",
        "https://lightning.ai/docs/pytorch/stable/advanced/transfer_learning.html",
        "the encoder of a trained autoencoder, loaded from its checkpoint and frozen",
        "a classifier nn.Linear(100, 10) over its 100 features; CIFAR-10");

    public override IReadOnlyList<string> Deviations =>
    [
        "The page leaves the encoder's layers out: three convolutions and a linear layer of 100 stand for them.",
        "Adam at 1e-3, batches of 32 and 10 epochs: the page does not describe how to train.",
    ];

    public override Recipe Write(Setting on) => on
        .StartFromFile(Backbone.From("encoder", () => new Encoder(), head: "classifier"), "autoencoder.safetensors", pixels: 32)
        .FreezeAll()
        .Head(on.Classes(10))
        .Optimizer(Optimizers.Adam(1e-3))
        .BatchSize(32)
        .Epochs(on.Epochs(10));

    /// <summary>N × 3 × height × width → N × classes.</summary>
    private sealed class Encoder : nn.Module<Tensor, Tensor>
    {
        private readonly Sequential encoder = nn.Sequential(
            nn.Conv2d(3, 16, 3, stride: 2, padding: 1),
            nn.ReLU(),
            nn.Conv2d(16, 32, 3, stride: 2, padding: 1),
            nn.ReLU(),
            nn.Conv2d(32, 64, 3, stride: 2, padding: 1),
            nn.ReLU(),
            nn.AdaptiveAvgPool2d(4),
            nn.Flatten(),
            nn.Linear(1024, 100));

        private readonly Linear classifier = nn.Linear(100, 10);

        public Encoder()
            : base(nameof(Encoder))
        {
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            using var scope = NewDisposeScope();
            return classifier.call(encoder.call(input)).MoveToOuterDisposeScope();
        }
    }
}
