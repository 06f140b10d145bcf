using Transfer.Graphs;
using Transfer.Operators;

namespace Transfer.Architectures;

/// <summary>VGG (Simonyan and Zisserman 2014), as torchvision builds it.</summary>
internal static class Vgg
{
    public static IReadOnlyList<Architecture> All { get; } =
    [
        Make("vgg11", "Vgg11", [1, 1, 2, 2, 2]),
        Make("vgg11_bn", "Vgg11Bn", [1, 1, 2, 2, 2], batchNorm: true),
        Make("vgg13", "Vgg13", [2, 2, 2, 2, 2]),
        Make("vgg13_bn", "Vgg13Bn", [2, 2, 2, 2, 2], batchNorm: true),
        Make("vgg16", "Vgg16", [2, 2, 3, 3, 3]),
        Make("vgg16_bn", "Vgg16Bn", [2, 2, 3, 3, 3], batchNorm: true),
        Make("vgg19", "Vgg19", [2, 2, 4, 4, 4]),
        Make("vgg19_bn", "Vgg19Bn", [2, 2, 4, 4, 4], batchNorm: true),
    ];

    private static Architecture Make(string name, string method, int[] convolutions, bool batchNorm = false) =>
        new(name, method, input => Build(name, input, convolutions, batchNorm), WeightsTable.Of(name));

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
        g.Linear(path, value, features, weight: Initialization.Normal(0.01), biasInit: Initialization.Zeros);
}
