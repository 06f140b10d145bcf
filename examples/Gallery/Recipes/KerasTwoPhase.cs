namespace Transfer.Examples.Gallery;

/// <summary>Keras' guide: the head alone, then everything at a very low rate.</summary>
internal sealed class KerasTwoPhase : GalleryRecipe
{
    public override string Name => "keras-two-phase";

    public override string Trains => "head; everything but BatchNorm";

    public override Source Source => new(
        "Keras",
        "Transfer learning & fine-tuning",
        "https://keras.io/guides/transfer_learning/",
        "Xception with ImageNet's weights, 150×150, without its top; base_model.trainable = False, called with training=False",
        "new top: average pooling, Dropout(0.2), Dense(1), binary cross-entropy",
        "Adam() for 20 epochs; then base_model.trainable = True, compiled again with Adam(1e-5), for 10 epochs; batches of 32",
        "BatchNorm stays in inference mode after unfreezing",
        "training images: RandomFlip(\"horizontal\"), RandomRotation(0.1), that is of a turn");

    public override IReadOnlyList<string> Deviations =>
    [
        "ResNet18: there is no Xception here; with it its normalization to ±1 goes.",
        "Two outputs and cross-entropy: a softmax over two classes is a sigmoid of their difference.",
        "BatchNorm's scale and shift stay frozen: Keras trains them over fixed statistics, but what trains here has the batch's.",
        "Images keep their proportions: the short side becomes 150 and the centre is cut out, where Keras distorts them.",
    ];

    public override Recipe Write(Setting on) => on.Start(Backbone.ResNet18(), pixels: 150, resize: 150)
        .Head(on.Classes(2), dropout: 0.2)
        .Augment(Augmentations.HorizontalFlip(), Augmentations.Rotation(36))
        .Optimizer(Optimizers.Adam(epsilon: 1e-7))
        .BatchSize(32)
        .TwoPhase(headEpochs: on.Epochs(20, 0), epochs: on.Epochs(10, 1), headLearningRate: 1e-3, learningRate: 1e-5);
}
