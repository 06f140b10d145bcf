using Transfer.Graphs;
using Transfer.Operators;

namespace Transfer.Architectures;

/// <summary>VGG (Simonyan and Zisserman 2014), as torchvision builds it.</summary>
internal static class Vgg
{
    public static IReadOnlyList<Architecture> All { get; } =
    [
        Make("vgg11", "Vgg11", [1, 1, 2, 2, 2], weights:
        [
            new("IMAGENET1K_V1", "vgg11-8a719046.pth", 69.02),
        ]),
        Make("vgg11_bn", "Vgg11Bn", [1, 1, 2, 2, 2], batchNorm: true, weights:
        [
            new("IMAGENET1K_V1", "vgg11_bn-6002323d.pth", 70.37),
        ]),
        Make("vgg13", "Vgg13", [2, 2, 2, 2, 2], weights:
        [
            new("IMAGENET1K_V1", "vgg13-19584684.pth", 69.928),
        ]),
        Make("vgg13_bn", "Vgg13Bn", [2, 2, 2, 2, 2], batchNorm: true, weights:
        [
            new("IMAGENET1K_V1", "vgg13_bn-abd245e5.pth", 71.586),
        ]),
        Make("vgg16", "Vgg16", [2, 2, 3, 3, 3], weights:
        [
            new("IMAGENET1K_V1", "vgg16-397923af.pth", 71.592),
        ]),
        Make("vgg16_bn", "Vgg16Bn", [2, 2, 3, 3, 3], batchNorm: true, weights:
        [
            new("IMAGENET1K_V1", "vgg16_bn-6c64b313.pth", 73.36),
        ]),
        Make("vgg19", "Vgg19", [2, 2, 4, 4, 4], weights:
        [
            new("IMAGENET1K_V1", "vgg19-dcbb9e9d.pth", 72.376),
        ]),
        Make("vgg19_bn", "Vgg19Bn", [2, 2, 4, 4, 4], batchNorm: true, weights:
        [
            new("IMAGENET1K_V1", "vgg19_bn-c79401a0.pth", 74.218),
        ]),
    ];

    private static Architecture Make(
        string name, string method, int[] convolutions, WeightsEntry[] weights, bool batchNorm = false) =>
        new(name, method, input => Build(name, input, convolutions, batchNorm)) { Weights = weights };

    private static Graph Build(string name, Shape input, int[] convolutions, bool batchNorm)
    {
        var g = new GraphBuilder(name, input);
        var x = g.Input;
        var index = 0;
        string Next() => $"features.{index++}";
        for (var stage = 0; stage < convolutions.Length; stage++)
        {
            for (var i = 0; i < convolutions[stage]; i++)
            {
                x = g.Conv(Next(), x, Math.Min(512, 64 << stage), kernel: 3, padding: 1, bias: true);
                x = batchNorm ? g.BatchNorm(Next(), x) : x;
                x = g.ReLU(Next(), x);
            }

            x = g.MaxPool(Next(), x, kernel: 2, stride: 2);
        }

        x = g.Flatten(g.AdaptiveAvgPool("avgpool", x, 7));
        x = g.ReLU("classifier.1", Linear(g, "classifier.0", x, 4096));
        x = Linear(g, "classifier.3", g.Dropout("classifier.2", x, 0.5), 4096);
        x = g.Dropout("classifier.5", g.ReLU("classifier.4", x), 0.5);
        Linear(g, "classifier.6", x, 1000);
        return g.Build("classifier.6");
    }

    private static int Linear(GraphBuilder g, string path, int value, int features) =>
        g.Linear(path, value, features, weightInit: Initialization.Normal(0.01), biasInit: Initialization.Zeros);
}

internal static partial class Zoo
{
    public static readonly IReadOnlyList<Architecture> Vggs = Add(Vgg.All);
}
