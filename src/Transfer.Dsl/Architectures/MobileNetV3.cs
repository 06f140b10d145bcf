using Transfer.Graphs;
using Transfer.Operators;
using static Transfer.Architectures.InvertedResidual;

namespace Transfer.Architectures;

/// <summary>MobileNetV3 (Howard et al. 2019), as torchvision builds it.</summary>
internal static class MobileNetV3
{
    private const ActivationKind RE = ActivationKind.ReLU;
    private const ActivationKind HS = ActivationKind.Hardswish;
    private static readonly NormSettings Norm = new(1e-3, 1e-2);

    // Table 1 of the paper: kernel, expanded channels, channels, squeeze-and-excitation, function, stride.
    private static readonly Row[] Large =
    [
        new(3, 16, 16, false, RE, 1), new(3, 64, 24, false, RE, 2), new(3, 72, 24, false, RE, 1), new(5, 72, 40, true, RE, 2),
        new(5, 120, 40, true, RE, 1), new(5, 120, 40, true, RE, 1), new(3, 240, 80, false, HS, 2), new(3, 200, 80, false, HS, 1),
        new(3, 184, 80, false, HS, 1), new(3, 184, 80, false, HS, 1), new(3, 480, 112, true, HS, 1),
        new(3, 672, 112, true, HS, 1),
        new(5, 672, 160, true, HS, 2), new(5, 960, 160, true, HS, 1), new(5, 960, 160, true, HS, 1),
    ];

    private static readonly Row[] Small =
    [
        new(3, 16, 16, true, RE, 2), new(3, 72, 24, false, RE, 2), new(3, 88, 24, false, RE, 1), new(5, 96, 40, true, HS, 2),
        new(5, 240, 40, true, HS, 1), new(5, 240, 40, true, HS, 1), new(5, 120, 48, true, HS, 1), new(5, 144, 48, true, HS, 1),
        new(5, 288, 96, true, HS, 2), new(5, 576, 96, true, HS, 1), new(5, 576, 96, true, HS, 1),
    ];

    public static IReadOnlyList<Architecture> All { get; } =
    [
        Make("mobilenet_v3_large", "MobileNetV3Large", Large, features: 1280, weights:
        [
            new("IMAGENET1K_V2", "mobilenet_v3_large-5c1a4163.pth", 75.274, resize: 232),
            new("IMAGENET1K_V1", "mobilenet_v3_large-8738ca79.pth", 74.042),
        ]),
        Make("mobilenet_v3_small", "MobileNetV3Small", Small, features: 1024, weights:
        [
            new("IMAGENET1K_V1", "mobilenet_v3_small-047dcff4.pth", 67.668),
        ]),
    ];

    private static Architecture Make(string name, string method, Row[] rows, int features, WeightsEntry[] weights) =>
        new(name, method, input => Build(name, input, rows, features)) { Weights = weights };

    private static Graph Build(string name, Shape input, Row[] rows, int features)
    {
        var g = new GraphBuilder(name, input);
        var x = ConvNorm(g, "features.0", g.Input, 16, kernel: 3, Norm, HS, stride: 2);
        for (var i = 0; i < rows.Length; i++)
        {
            x = Block(g, $"features.{i + 1}", x, rows[i]);
        }

        x = ConvNorm(g, $"features.{rows.Length + 1}", x, 6 * g.ChannelsOf(x), kernel: 1, Norm, HS);
        x = g.Flatten(g.AdaptiveAvgPool("avgpool", x, 1));
        x = g.Activation("classifier.1", Linear(g, "classifier.0", x, features), HS);
        Linear(g, "classifier.3", g.Dropout("classifier.2", x, 0.2), 1000);
        return g.Build("classifier.3");
    }

    private static int Block(GraphBuilder g, string path, int input, Row row)
    {
        var index = 0;
        string Next() => $"{path}.block.{index++}";
        var x = row.Expanded == g.ChannelsOf(input)
            ? input
            : ConvNorm(g, Next(), input, row.Expanded, kernel: 1, Norm, row.Activation);
        x = ConvNorm(g, Next(), x, row.Expanded, row.Kernel, Norm, row.Activation, row.Stride, groups: row.Expanded);
        x = row.Excite ? SqueezeExcite(g, Next(), x, Divisible(row.Expanded / 4), RE, ActivationKind.Hardsigmoid) : x;
        x = ConvNorm(g, Next(), x, row.Channels, kernel: 1, Norm, activation: null);
        return row.Stride == 1 && g.ChannelsOf(input) == row.Channels ? g.Sum(path, x, input) : x;
    }

    private static int Linear(GraphBuilder g, string path, int value, int features) =>
        g.Linear(path, value, features, weightInit: Initialization.Normal(0.01), biasInit: Initialization.Zeros);

    private sealed record Row(int Kernel, int Expanded, int Channels, bool Excite, ActivationKind Activation, int Stride);
}

internal static partial class Zoo
{
    public static readonly IReadOnlyList<Architecture> MobileNetV3s = Add(MobileNetV3.All);
}
