using Transfer.Data;
using Transfer.Graphs;
using Transfer.Operators;
using static Transfer.Architectures.InvertedResidual;

namespace Transfer.Architectures;

/// <summary>EfficientNet B0 to B7 (Tan and Le 2019), as torchvision builds them.</summary>
internal static class EfficientNet
{
    private const double StochasticDepth = 0.2;

    private static readonly NormSettings Usual = new(1e-5, 0.1);

    // B5 to B7 keep the original's numbers, as their weights were trained with them.
    private static readonly NormSettings Original = new(1e-3, 1e-2);

    // Table 1 of the paper: expansion, kernel, stride, channels, blocks.
    private static readonly (int Expansion, int Kernel, int Stride, int Channels, int Blocks)[] Stages =
    [
        (1, 3, 1, 16, 1), (6, 3, 2, 24, 2), (6, 5, 2, 40, 2), (6, 3, 2, 80, 3), (6, 5, 1, 112, 3), (6, 5, 2, 192, 4),
        (6, 3, 1, 320, 1),
    ];

    public static IReadOnlyList<Architecture> All { get; } =
    [
        Make("efficientnet_b0", "EfficientNetB0", width: 1.0, depth: 1.0, dropout: 0.2, Usual, weights:
        [
            Bicubic("efficientnet_b0_rwightman-7f5810bc.pth", 77.692),
        ]),
        Make("efficientnet_b1", "EfficientNetB1", width: 1.0, depth: 1.1, dropout: 0.2, Usual, weights:
        [
            new("IMAGENET1K_V2", "efficientnet_b1-c27df63c.pth", 79.838, resize: 255, crop: 240),
            Bicubic("efficientnet_b1_rwightman-bac287d4.pth", 78.642, crop: 240),
        ]),
        Make("efficientnet_b2", "EfficientNetB2", width: 1.1, depth: 1.2, dropout: 0.3, Usual, weights:
        [
            Bicubic("efficientnet_b2_rwightman-c35c1473.pth", 80.608, resize: 288, crop: 288),
        ]),
        Make("efficientnet_b3", "EfficientNetB3", width: 1.2, depth: 1.4, dropout: 0.3, Usual, weights:
        [
            Bicubic("efficientnet_b3_rwightman-b3899882.pth", 82.008, resize: 320, crop: 300),
        ]),
        Make("efficientnet_b4", "EfficientNetB4", width: 1.4, depth: 1.8, dropout: 0.4, Usual, weights:
        [
            Bicubic("efficientnet_b4_rwightman-23ab8bcd.pth", 83.384, resize: 384, crop: 380),
        ]),
        Make("efficientnet_b5", "EfficientNetB5", width: 1.6, depth: 2.2, dropout: 0.4, Original, weights:
        [
            Bicubic("efficientnet_b5_lukemelas-1a07897c.pth", 83.444, resize: 456, crop: 456),
        ]),
        Make("efficientnet_b6", "EfficientNetB6", width: 1.8, depth: 2.6, dropout: 0.5, Original, weights:
        [
            Bicubic("efficientnet_b6_lukemelas-24a108a5.pth", 84.008, resize: 528, crop: 528),
        ]),
        Make("efficientnet_b7", "EfficientNetB7", width: 2.0, depth: 3.1, dropout: 0.5, Original, weights:
        [
            Bicubic("efficientnet_b7_lukemelas-c5b4e57e.pth", 84.122, resize: 600, crop: 600),
        ]),
    ];

    private static WeightsEntry Bicubic(string file, double top1, int resize = 256, int crop = 224) =>
        new("IMAGENET1K_V1", file, top1, resize, crop, Interpolation.Bicubic);

    private static Architecture Make(
        string name, string method, double width, double depth, double dropout, NormSettings norm, WeightsEntry[] weights) =>
        new(name, method, input => Build(name, input, width, depth, dropout, norm)) { Weights = weights };

    private static Graph Build(string name, Shape input, double width, double depth, double dropout, NormSettings norm)
    {
        int Depth(int blocks) => (int)Math.Ceiling(blocks * depth);
        var total = Stages.Sum(stage => Depth(stage.Blocks));
        var done = 0;
        var g = new GraphBuilder(name, input);
        var x = ConvNorm(g, "features.0", g.Input, Divisible(32 * width), kernel: 3, norm, ActivationKind.SiLU, stride: 2);
        for (var stage = 0; stage < Stages.Length; stage++)
        {
            var (expansion, kernel, stride, channels, blocks) = Stages[stage];
            for (var block = 0; block < Depth(blocks); block++)
            {
                x = Block(
                    g,
                    $"features.{stage + 1}.{block}",
                    x,
                    Divisible(g.ChannelsOf(x) * expansion),
                    kernel,
                    block == 0 ? stride : 1,
                    Divisible(channels * width),
                    StochasticDepth * done++ / total,
                    norm);
            }
        }

        x = ConvNorm(g, $"features.{Stages.Length + 1}", x, 4 * g.ChannelsOf(x), kernel: 1, norm, ActivationKind.SiLU);
        x = g.Dropout("classifier.0", g.Flatten(g.AdaptiveAvgPool("avgpool", x, 1)), dropout);
        var bound = Initialization.Uniform(1 / Math.Sqrt(1000));
        g.Linear("classifier.1", x, 1000, weightInit: bound, biasInit: Initialization.Zeros);
        return g.Build("classifier.1");
    }

    private static int Block(
        GraphBuilder g, string path, int input, int expanded, int kernel, int stride, int channels, double drop,
        NormSettings norm)
    {
        var from = g.ChannelsOf(input);
        var index = 0;
        string Next() => $"{path}.block.{index++}";
        var x = expanded == from ? input : ConvNorm(g, Next(), input, expanded, kernel: 1, norm, ActivationKind.SiLU);
        x = ConvNorm(g, Next(), x, expanded, kernel, norm, ActivationKind.SiLU, stride, groups: expanded);
        x = SqueezeExcite(g, Next(), x, Math.Max(1, from / 4), ActivationKind.SiLU, ActivationKind.Sigmoid);
        x = ConvNorm(g, Next(), x, channels, kernel: 1, norm, activation: null);
        return stride == 1 && from == channels ? g.Sum(path, g.StochasticDepth(path + ".stochastic_depth", x, drop), input) : x;
    }
}

internal static partial class Zoo
{
    public static readonly IReadOnlyList<Architecture> EfficientNets = Add(EfficientNet.All);
}
