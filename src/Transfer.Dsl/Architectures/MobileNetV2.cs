using Transfer.Graphs;
using Transfer.Operators;

namespace Transfer.Architectures;

/// <summary>MobileNetV2 (Sandler et al. 2018), as torchvision builds it.</summary>
internal static class MobileNetV2
{
    private static readonly (int Expansion, int Channels, int Blocks, int Stride)[] Stages =
        [(1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1)];

    public static IReadOnlyList<Architecture> All { get; } =
    [
        new("mobilenet_v2", "MobileNetV2", Build)
        {
            Weights =
            [
                new("IMAGENET1K_V2", "mobilenet_v2-7ebf99e0.pth", 72.154, resize: 232),
                new("IMAGENET1K_V1", "mobilenet_v2-b0353104.pth", 71.878),
            ],
        },
    ];

    private static Graph Build(Shape input)
    {
        var g = new GraphBuilder("mobilenet_v2", input);
        var x = ConvNorm(g, "features.0", g.Input, 32, kernel: 3, stride: 2);
        var index = 1;
        foreach (var (expansion, channels, blocks, stride) in Stages)
        {
            for (var block = 0; block < blocks; block++)
            {
                x = Block(g, $"features.{index++}", x, expansion, channels, block == 0 ? stride : 1);
            }
        }

        x = ConvNorm(g, $"features.{index}", x, 1280, kernel: 1);
        x = g.Dropout("classifier.0", g.Flatten(g.AdaptiveAvgPool(string.Empty, x, 1)), 0.2);
        g.Linear("classifier.1", x, 1000, weightInit: Initialization.Normal(0.01), biasInit: Initialization.Zeros);
        return g.Build("classifier.1");
    }

    private static int Block(GraphBuilder g, string path, int input, int expansion, int channels, int stride)
    {
        var hidden = g.ChannelsOf(input) * expansion;
        var index = 0;
        string Next() => $"{path}.conv.{index++}";
        var x = expansion == 1 ? input : ConvNorm(g, Next(), input, hidden, kernel: 1);
        x = ConvNorm(g, Next(), x, hidden, kernel: 3, stride, groups: hidden);
        x = g.Conv(Next(), x, channels, kernel: 1);
        x = g.BatchNorm(Next(), x);
        return stride == 1 && g.ChannelsOf(input) == channels ? g.Sum(path, x, input) : x;
    }

    private static int ConvNorm(GraphBuilder g, string path, int value, int channels, int kernel, int stride = 1, int groups = 1)
    {
        var x = g.Conv(path + ".0", value, channels, kernel, stride, (kernel - 1) / 2, groups: groups);
        return g.Activation(path + ".2", g.BatchNorm(path + ".1", x), ActivationKind.ReLU6);
    }
}

internal static partial class Zoo
{
    public static readonly IReadOnlyList<Architecture> MobileNetV2s = Add(MobileNetV2.All);
}
