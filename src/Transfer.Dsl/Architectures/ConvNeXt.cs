using Transfer.Common;
using Transfer.Graphs;
using Transfer.Operators;

namespace Transfer.Architectures;

/// <summary>ConvNeXt (Liu et al. 2022), as torchvision builds it.</summary>
internal static class ConvNeXt
{
    private const double Epsilon = 1e-6;
    private static readonly Initialization Weight = Initialization.TruncatedNormal(0.02);

    public static IReadOnlyList<Architecture> All { get; } =
    [
        Make("convnext_tiny", "ConvNeXtTiny", [3, 3, 9, 3], width: 96, stochasticDepth: 0.1, weights:
        [
            new("IMAGENET1K_V1", "convnext_tiny-983f1562.pth", 82.52, resize: 236),
        ]),
        Make("convnext_small", "ConvNeXtSmall", [3, 3, 27, 3], width: 96, stochasticDepth: 0.4, weights:
        [
            new("IMAGENET1K_V1", "convnext_small-0c510722.pth", 83.616, resize: 230),
        ]),
        Make("convnext_base", "ConvNeXtBase", [3, 3, 27, 3], width: 128, stochasticDepth: 0.5, weights:
        [
            new("IMAGENET1K_V1", "convnext_base-6075fbad.pth", 84.062, resize: 232),
        ]),
        Make("convnext_large", "ConvNeXtLarge", [3, 3, 27, 3], width: 192, stochasticDepth: 0.5, weights:
        [
            new("IMAGENET1K_V1", "convnext_large-ea097f82.pth", 84.414, resize: 232),
        ]),
    ];

    private static Architecture Make(
        string name, string method, int[] blocks, int width, double stochasticDepth, WeightsEntry[] weights) =>
        new(name, method, input => Build(name, input, blocks, width, stochasticDepth)) { Weights = weights };

    private static Graph Build(string name, Shape input, int[] blocks, int width, double stochasticDepth)
    {
        var g = new GraphBuilder(name, input);
        var last = blocks.Sum() - 1.0;
        var done = 0;
        var x = Conv(g, "features.0.0", g.Input, width, kernel: 4, stride: 4);
        x = g.Add("features.0.1", new LayerNorm2d(width, Epsilon), x);
        for (var stage = 0; stage < blocks.Length; stage++)
        {
            if (stage > 0)
            {
                var path = $"features.{2 * stage}";
                x = g.Add(path + ".0", new LayerNorm2d(g.ChannelsOf(x), Epsilon), x);
                x = Conv(g, path + ".1", x, width << stage, kernel: 2, stride: 2);
            }

            for (var block = 0; block < blocks[stage]; block++)
            {
                x = Block(g, $"features.{(2 * stage) + 1}.{block}", x, stochasticDepth * done++ / last);
            }
        }

        x = g.AdaptiveAvgPool("avgpool", x, 1);
        x = g.Add("classifier.0", new LayerNorm2d(g.ChannelsOf(x), Epsilon), x);
        x = g.Add("classifier.1", new Flatten(), x);
        Linear(g, "classifier.2", x, 1000);
        return g.Build("classifier.2");
    }

    private static int Block(GraphBuilder g, string path, int input, double drop)
    {
        var width = g.ChannelsOf(input);
        var x = Conv(g, path + ".block.0", input, width, kernel: 7, stride: 1, padding: 3, groups: width);
        x = g.Add(path + ".block.1", new Permute(EquatableList.Of(1, 2, 0)), x);
        x = g.Add(path + ".block.2", new LayerNorm(width, Epsilon), x);
        x = g.Activation(path + ".block.4", Linear(g, path + ".block.3", x, 4 * width), ActivationKind.GELU);
        x = Linear(g, path + ".block.5", x, width);
        x = g.Add(path + ".block.6", new Permute(EquatableList.Of(2, 0, 1)), x);
        x = g.Add(path, new LayerScale(width, Epsilon), x);
        return g.Sum(path, g.StochasticDepth(path + ".stochastic_depth", x, drop), input);
    }

    private static int Conv(
        GraphBuilder g, string path, int value, int channels, int kernel, int stride, int padding = 0, int groups = 1) =>
        g.Conv(path, value, channels, kernel, stride, padding, groups: groups, bias: true, weightInit: Weight);

    private static int Linear(GraphBuilder g, string path, int value, int features) =>
        g.Linear(path, value, features, weightInit: Weight, biasInit: Initialization.Zeros);
}

internal static partial class Zoo
{
    public static readonly IReadOnlyList<Architecture> ConvNeXts = Add(ConvNeXt.All);
}
