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
        Make("squeezenet1_0", "SqueezeNet1_0", stem: 96, kernel: 7, Fires10, weights:
        [
            new("IMAGENET1K_V1", "squeezenet1_0-b66bff10.pth", 58.092),
        ]),
        Make("squeezenet1_1", "SqueezeNet1_1", stem: 64, kernel: 3, Fires11, weights:
        [
            new("IMAGENET1K_V1", "squeezenet1_1-b8a52dc0.pth", 58.178),
        ]),
    ];

    private static Architecture Make(string name, string method, int stem, int kernel, int?[] fires, WeightsEntry[] weights) =>
        new(name, method, input => Build(name, input, stem, kernel, fires)) { Weights = weights };

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
        x = g.Conv("classifier.1", x, 1000, kernel: 1, bias: true, weightInit: Initialization.Normal(0.01));
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
            path,
            value,
            channels,
            kernel,
            stride,
            padding,
            bias: true,
            weightInit: Initialization.KaimingUniform(g.FanIn(value, kernel)));
}

internal static partial class Zoo
{
    public static readonly IReadOnlyList<Architecture> SqueezeNets = Add(SqueezeNet.All);
}
