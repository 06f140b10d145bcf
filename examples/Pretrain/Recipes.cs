namespace Transfer.Examples;

/// <summary>The recipes that the shipped weights were made with.</summary>
internal static class PretrainRecipes
{
    /// <summary>
    /// First, on CIFAR-10, one after the other on the same network: small images first, as they cost a fourth, then larger
    /// ones, at falling rates.
    /// </summary>
    public static IReadOnlyList<Recipe> Cifar { get; } =
    [
        Start(pixels: 32, rate: 0.05, epochs: 8).Head(10),
        Start(pixels: 64, rate: 0.03, epochs: 4).Head(10),
        Start(pixels: 64, rate: 0.006, epochs: 3).Head(10),
    ];

    /// <summary>
    /// Then, from what that gave, on five classes of Fashion-MNIST: images like those of the Quickstart, of other things.
    /// </summary>
    public static Recipe Fashion(string weights) => Start(pixels: 64, rate: 0.01, epochs: 2)
        .Pretrained(WeightsFile.At(weights))
        .Head(5);

    private static Recipe Start(int pixels, double rate, int epochs) => Backbone.ResNet18()
        .InputSize(pixels, resize: pixels)

        // Grey images too, so that the weights serve on images without colour.
        .Augment(Augmentations.RandomCrop(4), Augmentations.HorizontalFlip(), Augmentations.Grayscale(0.4))
        .Optimizer(Optimizers.Sgd(rate, momentum: 0.9, weightDecay: 5e-4))
        .Epochs(epochs)
        .BatchSize(128)
        .Seed(1);
}
