using Transfer.Architectures;
using Transfer.Common;
using Transfer.Data;
using Transfer.Graphs;
using Transfer.Operators;
using Transfer.Recipes;

namespace Transfer.Tests;

/// <summary>
/// A network in VGG's manner that a test can reckon through by hand: convolution, BatchNorm, pooling, then
/// linear, dropout, linear, dropout, linear.
/// </summary>
internal static class Tiny
{
    public static Architecture Architecture { get; } = new(
        "tiny", "Tiny", Build)
    {
        Weights =
        [
            new("V1", "tiny-00000000.pth", 50, PreprocessingOf(10, 8, Interpolation.Bicubic, std: 0.25), "MIT"),
            new("V2", "tiny-11111111.pth", 60, PreprocessingOf(16, 16, Interpolation.Bilinear, std: 1), "MIT"),
        ],
    };

    public static Graph Graph => Build(Shape.Of(3, 8, 8));

    public static Recipe Recipe() => new(Architecture, Array.Empty<Step>());

    private static Preprocessing PreprocessingOf(int resize, int crop, Interpolation interpolation, double std) =>
        new(resize, crop, interpolation, EquatableList.Of(0.5, 0.5, 0.5), EquatableList.Of(std, std, std));

    private static Graph Build(Shape input)
    {
        var g = new GraphBuilder("tiny", input);
        var x = g.Conv("features.0", g.Input, 4, kernel: 3, padding: 1, bias: true);
        x = g.ReLU("features.2", g.BatchNorm("features.1", x));
        x = g.MaxPool("features.3", x, kernel: 2, stride: 2);
        x = g.Linear("classifier.0", g.Flatten(g.AdaptiveAvgPool("avgpool", x, 2)), 5);
        x = g.Linear("classifier.2", g.Dropout("classifier.1", x, 0.5), 5);
        g.Linear("classifier.3", g.Dropout("classifier.drop", x, 0.5), 7);
        return g.Build("classifier.3");
    }
}
