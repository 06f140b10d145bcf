using Transfer.Graphs;
using static Transfer.Architectures.Weights;

namespace Transfer.Architectures;

/// <summary>ResNet (He et al. 2015), ResNeXt (Xie et al. 2016) and Wide ResNet (Zagoruyko and Komodakis 2016), as torchvision builds them.</summary>
internal static class ResNet
{
    public static IReadOnlyList<Architecture> All { get; } =
    [
        Make("resnet18", "ResNet18", [2, 2, 2, 2], bottleneck: false, Of(Entry("IMAGENET1K_V1", "resnet18-f37072fd.pth", 69.758))),
    ];

    private static Architecture Make(
        string name,
        string method,
        int[] blocks,
        bool bottleneck,
        EquatableList<WeightsEntry> weights,
        int groups = 1,
        int groupWidth = 64) =>
        new(name, method, input => Build(name, input, blocks, bottleneck, groups, groupWidth), weights);

    private static Graph Build(string name, Shape input, int[] blocks, bool bottleneck, int groups, int groupWidth)
    {
        var g = new GraphBuilder(name, input);
        var x = g.Conv("conv1", g.Input, 64, kernel: 7, stride: 2, padding: 3);
        x = g.BatchNorm("bn1", x);
        x = g.ReLU("relu", x);
        x = g.MaxPool("maxpool", x, kernel: 3, stride: 2, padding: 1);
        for (var stage = 0; stage < 4; stage++)
        {
            for (var block = 0; block < blocks[stage]; block++)
            {
                var path = $"layer{stage + 1}.{block}";
                var planes = 64 << stage;
                var stride = stage > 0 && block == 0 ? 2 : 1;
                x = bottleneck
                    ? Bottleneck(g, path, x, planes, stride, groups, groupWidth)
                    : BasicBlock(g, path, x, planes, stride);
            }
        }

        x = g.AdaptiveAvgPool("avgpool", x, 1);
        g.Linear("fc", g.Flatten(x), 1000);
        return g.Build("fc");
    }

    private static int BasicBlock(GraphBuilder g, string path, int input, int planes, int stride)
    {
        var x = g.Conv(path + ".conv1", input, planes, kernel: 3, stride: stride, padding: 1);
        x = g.ReLU(path + ".relu", g.BatchNorm(path + ".bn1", x));
        x = g.Conv(path + ".conv2", x, planes, kernel: 3, padding: 1);
        x = g.BatchNorm(path + ".bn2", x);
        return g.ReLU(path + ".relu", g.Sum(path, x, Shortcut(g, path, input, planes, stride)));
    }

    private static int Bottleneck(GraphBuilder g, string path, int input, int planes, int stride, int groups, int groupWidth)
    {
        var width = planes * groupWidth / 64 * groups;
        var x = g.Conv(path + ".conv1", input, width, kernel: 1);
        x = g.ReLU(path + ".relu", g.BatchNorm(path + ".bn1", x));
        x = g.Conv(path + ".conv2", x, width, kernel: 3, stride: stride, padding: 1, groups: groups);
        x = g.ReLU(path + ".relu", g.BatchNorm(path + ".bn2", x));
        x = g.Conv(path + ".conv3", x, planes * 4, kernel: 1);
        x = g.BatchNorm(path + ".bn3", x);
        return g.ReLU(path + ".relu", g.Sum(path, x, Shortcut(g, path, input, planes * 4, stride)));
    }

    private static int Shortcut(GraphBuilder g, string path, int input, int channels, int stride) =>
        stride == 1 && g.ChannelsOf(input) == channels
            ? input
            : g.BatchNorm(path + ".downsample.1", g.Conv(path + ".downsample.0", input, channels, kernel: 1, stride: stride));
}
