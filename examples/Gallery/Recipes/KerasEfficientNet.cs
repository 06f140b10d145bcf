namespace Transfer.Examples.Gallery;

/// <summary>Keras' EfficientNet example: a new top, then the last block with it.</summary>
internal sealed class KerasEfficientNet : GalleryRecipe
{
    public override string Name => "keras-efficientnet";

    public override string Trains => "head; last block without BatchNorm, and head";

    public override Source Source => new(
        "Keras",
        "Image classification via fine-tuning with EfficientNet (Yixing Fu)",
        "https://keras.io/examples/vision/image_classification_efficientnet_fine_tuning/",
        "EfficientNetB0 with ImageNet's weights, 224×224, frozen; Stanford Dogs, 120 classes, batches of 64",
        "new top: average pooling, BatchNormalization, Dropout(0.2), Dense(120)",
        "Adam(1e-2) for 25 epochs",
        "then the last 20 layers (block 7, the last convolution, the top) but for their BatchNormalization, Adam(1e-5), 4 epochs",
        "training images: RandomRotation(0.15), RandomTranslation(0.1, 0.1), RandomFlip() both ways, RandomContrast(0.1)");

    public override IReadOnlyList<string> Deviations =>
    [
        "No random translation: the language has one in pixels of the image as loaded, not as a share of its side.",
        "Stochastic depth of the frozen blocks is off, as everything random is in what is frozen; Keras leaves it on.",
        "Images keep their proportions: the centre is cut out, where Keras distorts them.",
    ];

    // torchvision has a dropout of its own before the classifier's last layer; the new top brings the one that counts.
    public override Recipe Write(Setting on) => on.Start(Backbone.EfficientNetB0(), pixels: 224, resize: 224)
        .Dropout(0)
        .Head(h => h.BatchNorm().Dropout(0.2).Linear(on.Classes(120)))
        .Augment(
            Augmentations.Rotation(54),
            Augmentations.HorizontalFlip(),
            Augmentations.VerticalFlip(),
            Augmentations.ColorJitter(contrast: 0.1))
        .Optimizer(Optimizers.Adam(1e-2, epsilon: 1e-7))
        .BatchSize(64)
        .Phase("top", on.Epochs(25, 0), p => p.FreezeAll().Unfreeze(Layers.Head))
        .Phase("last block", on.Epochs(4, 1), p => p
            .Unfreeze("features.7", "features.8")
            .Freeze("features" + Layers.BatchNorms)
            .FreshOptimizer()
            .LearningRate(1e-5));
}
