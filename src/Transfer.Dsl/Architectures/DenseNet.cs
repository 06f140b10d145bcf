using Transfer.Graphs;
using Transfer.Operators;

namespace Transfer.Architectures;

/// <summary>DenseNet (Huang et al. 2016), as torchvision builds it.</summary>
internal static class DenseNet
{
    // torchvision/models/densenet.py, _load_state_dict: norm.1 became norm1 in 2017; the published files are older.
    private static readonly (string, string)[] Renames =
    [
        (".norm.1.", ".norm1."), (".norm.2.", ".norm2."), (".relu.1.", ".relu1."), (".relu.2.", ".relu2."),
        (".conv.1.", ".conv1."), (".conv.2.", ".conv2."),
    ];

    public static IReadOnlyList<Architecture> All { get; } =
    [
        Make("densenet121", "DenseNet121", stem: 64, growth: 32, [6, 12, 24, 16], weights:
        [
            new("IMAGENET1K_V1", "densenet121-a639ec97.pth", 74.434),
        ]),
        Make("densenet161", "DenseNet161", stem: 96, growth: 48, [6, 12, 36, 24], weights:
        [
            new("IMAGENET1K_V1", "densenet161-8d451a50.pth", 77.138),
        ]),
        Make("densenet169", "DenseNet169", stem: 64, growth: 32, [6, 12, 32, 32], weights:
        [
            new("IMAGENET1K_V1", "densenet169-b2777c0a.pth", 75.6),
        ]),
        Make("densenet201", "DenseNet201", stem: 64, growth: 32, [6, 12, 48, 32], weights:
        [
            new("IMAGENET1K_V1", "densenet201-c1103571.pth", 76.896),
        ]),
    ];

    private static Architecture Make(string name, string method, int stem, int growth, int[] blocks, WeightsEntry[] weights) =>
        new(name, method, input => Build(name, input, stem, growth, blocks)) { Weights = weights, Renames = Renames };

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
        g.Conv(path, value, channels, kernel, stride, padding, weightInit: Initialization.KaimingNormal(g.FanIn(value, kernel)));
}

internal static partial class Zoo
{
    public static readonly IReadOnlyList<Architecture> DenseNets = Add(DenseNet.All);
}
