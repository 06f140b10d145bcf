using Transfer.Graphs;
using Transfer.Operators;

namespace Transfer.Architectures;

/// <summary>AlexNet (Krizhevsky 2014, "One weird trick"), as torchvision builds it.</summary>
internal static class AlexNet
{
    public static IReadOnlyList<Architecture> All { get; } =
    [
        new("alexnet", "AlexNet", Build)
        {
            Weights = [new("IMAGENET1K_V1", "alexnet-owt-7be5be79.pth", 56.522)],
        },
    ];

    private static Graph Build(Shape input)
    {
        var g = new GraphBuilder("alexnet", input);
        var x = Conv(g, 0, g.Input, 64, kernel: 11, stride: 4, padding: 2);
        x = g.MaxPool("features.2", x, kernel: 3, stride: 2);
        x = Conv(g, 3, x, 192, kernel: 5, stride: 1, padding: 2);
        x = g.MaxPool("features.5", x, kernel: 3, stride: 2);
        x = Conv(g, 6, x, 384, kernel: 3, stride: 1, padding: 1);
        x = Conv(g, 8, x, 256, kernel: 3, stride: 1, padding: 1);
        x = Conv(g, 10, x, 256, kernel: 3, stride: 1, padding: 1);
        x = g.MaxPool("features.12", x, kernel: 3, stride: 2);
        x = g.Flatten(g.AdaptiveAvgPool("avgpool", x, 6));
        x = g.Linear("classifier.1", g.Dropout("classifier.0", x, 0.5), 4096);
        x = g.Dropout("classifier.3", g.ReLU("classifier.2", x), 0.5);
        x = g.ReLU("classifier.5", g.Linear("classifier.4", x, 4096));
        g.Linear("classifier.6", x, 1000);
        return g.Build("classifier.6");
    }

    private static int Conv(GraphBuilder g, int index, int value, int channels, int kernel, int stride, int padding)
    {
        var init = Initialization.TorchDefault(g.FanIn(value, kernel));
        var x = g.Conv(
            $"features.{index}", value, channels, kernel, stride, padding, bias: true, weightInit: init, biasInit: init);
        return g.ReLU($"features.{index + 1}", x);
    }
}

internal static partial class Zoo
{
    public static readonly IReadOnlyList<Architecture> AlexNets = Add(AlexNet.All);
}
