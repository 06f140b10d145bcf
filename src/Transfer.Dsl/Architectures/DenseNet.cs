using Transfer.Graphs;
using Transfer.Operators;

namespace Transfer.Architectures;

/// <summary>DenseNet (Huang et al. 2016), as torchvision builds it.</summary>
internal static class DenseNet
{
    public static IReadOnlyList<Architecture> All { get; } =
    [
        Make("densenet121", "DenseNet121", stem: 64, growth: 32, [6, 12, 24, 16]),
        Make("densenet161", "DenseNet161", stem: 96, growth: 48, [6, 12, 36, 24]),
        Make("densenet169", "DenseNet169", stem: 64, growth: 32, [6, 12, 32, 32]),
        Make("densenet201", "DenseNet201", stem: 64, growth: 32, [6, 12, 48, 32]),
    ];

    private static Architecture Make(string name, string method, int stem, int growth, int[] blocks) =>
        new(name, method, input => Build(name, input, stem, growth, blocks), WeightsTable.Of(name));

    private static Graph Build(string name, Shape input, int stem, int growth, int[] blocks)
    {
        var g = new GraphBuilder(name, input);
        var x = Conv(g, "features.conv0", g.Input, stem, kernel: 7, stride: 2, padding: 3);
        x = g.ReLU("features.relu0", g.BatchNorm("features.norm0", x));
        x = g.MaxPool("features.pool0", x, kernel: 3, stride: 2, padding: 1);
        for (var block = 0; block < blocks.Length; block++)
        {
            x = Block(g, $"features.denseblock{block + 1}", x, blocks[block], growth);
            x = block < blocks.Length - 1 ? Transition(g, $"features.transition{block + 1}", x) : x;
        }

        x = g.ReLU(string.Empty, g.BatchNorm("features.norm5", x));
        x = g.Flatten(g.AdaptiveAvgPool(string.Empty, x, 1));
        g.Linear("classifier", x, 1000, biasInit: Initialization.Zeros);
        return g.Build("classifier");
    }

    private static int Block(GraphBuilder g, string path, int input, int layers, int growth)
    {
        var features = new List<int> { input };
        for (var layer = 1; layer <= layers; layer++)
        {
            var at = $"{path}.denselayer{layer}";
            var x = features.Count == 1 ? input : g.Concat(at, [.. features]);
            x = Conv(g, at + ".conv1", g.ReLU(at + ".relu1", g.BatchNorm(at + ".norm1", x)), 4 * growth, kernel: 1);
            x = Conv(g, at + ".conv2", g.ReLU(at + ".relu2", g.BatchNorm(at + ".norm2", x)), growth, kernel: 3, padding: 1);
            features.Add(x);
        }

        return g.Concat(path, [.. features]);
    }

    private static int Transition(GraphBuilder g, string path, int value)
    {
        var x = g.ReLU(path + ".relu", g.BatchNorm(path + ".norm", value));
        x = Conv(g, path + ".conv", x, g.ChannelsOf(value) / 2, kernel: 1);
        return g.Add(path + ".pool", new AvgPool2d(2, 2, 0), x);
    }

    private static int Conv(GraphBuilder g, string path, int value, int channels, int kernel, int stride = 1, int padding = 0) =>
        g.Conv(path, value, channels, kernel, stride, padding, weight: fans => Initialization.KaimingNormal(fans.In));
}
