namespace Transfer.Examples;

/// <summary>
/// The recipes that the shipped weights were made with, one after the other on the same network: small pictures first, as
/// they cost a fourth, then larger ones, at falling rates.
/// </summary>
internal static class PretrainRecipes
{
    public static IReadOnlyList<Recipe> All { get; } =
    [
        From(pixels: 32, rate: 0.05, epochs: 8),
        From(pixels: 64, rate: 0.03, epochs: 4),
        From(pixels: 64, rate: 0.006, epochs: 3),
        From(pixels: 64, rate: 0.001, epochs: 2),
    ];

    private static Recipe From(int pixels, double rate, int epochs) => Backbone.ResNet18()
        .InputSize(pixels, resize: pixels)
        .Head(10)
        .Optimizer(Optimizers.Sgd(rate, momentum: 0.9, weightDecay: 5e-4))
        .Epochs(epochs)
        .BatchSize(128)
        .Seed(1);
}
