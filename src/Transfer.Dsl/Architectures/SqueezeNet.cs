using Transfer.Graphs;
using Transfer.Operators;

namespace Transfer.Architectures;

/// <summary>
/// SqueezeNet (Iandola et al. 2016), as torchvision builds it. Its classifier is a 1×1 convolution before the pooling.
/// </summary>
internal static class SqueezeNet
{
    // Squeeze channels of each Fire module; null is a pooling. Each Fire module gives eight times what it squeezes to.
    private static readonly int?[] Fires10 = [null, 16, 16, 32, null, 32, 48, 48, 64, null, 64];
    private static readonly int?[] Fires11 = [null, 16, 16, null, 32, 32, null, 48, 48, 64, 64];

    public static IReadOnlyList<Architecture> All { get; } =
    [
        new(
            "squeezenet1_0",
            "SqueezeNet1_0",
            input => Build("squeezenet1_0", input, 96, 7, Fires10),
            WeightsTable.Of("squeezenet1_0")),
        new(
            "squeezenet1_1",
            "SqueezeNet1_1",
            input => Build("squeezenet1_1", input, 64, 3, Fires11),
            WeightsTable.Of("squeezenet1_1")),
    ];

    private static Graph Build(string name, Shape input, int stem, int kernel, int?[] fires)
    {
        var g = new GraphBuilder(name, input);
        var x = g.ReLU("features.1", Conv(g, "features.0", g.Input, stem, kernel, stride: 2));
        for (var i = 0; i < fires.Length; i++)
        {
            var path = $"features.{i + 2}";
            x = fires[i] is { } squeeze ? Fire(g, path, x, squeeze) : g.MaxPool(path, x, kernel: 3, stride: 2, ceil: true);
        }

        x = g.Dropout("classifier.0", x, 0.5);
        x = g.Conv("classifier.1", x, 1000, kernel: 1, bias: true, weight: _ => Initialization.Normal(0.01));
        x = g.AdaptiveAvgPool("classifier.3", g.ReLU("classifier.2", x), 1);
        g.Flatten(x);
        return g.Build("classifier.1");
    }

    private static int Fire(GraphBuilder g, string path, int value, int squeeze)
    {
        var x = g.ReLU(path + ".squeeze_activation", Conv(g, path + ".squeeze", value, squeeze, kernel: 1));
        var small = g.ReLU(path + ".expand1x1_activation", Conv(g, path + ".expand1x1", x, squeeze * 4, kernel: 1));
        var large = g.ReLU(path + ".expand3x3_activation", Conv(g, path + ".expand3x3", x, squeeze * 4, kernel: 3, padding: 1));
        return g.Concat(path, small, large);
    }

    private static int Conv(GraphBuilder g, string path, int value, int channels, int kernel, int stride = 1, int padding = 0) =>
        g.Conv(
            path, value, channels, kernel, stride, padding, bias: true, weight: fans => Initialization.KaimingUniform(fans.In));
}
