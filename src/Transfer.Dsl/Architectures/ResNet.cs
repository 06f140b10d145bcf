using Transfer.Graphs;
using Transfer.Operators;

namespace Transfer.Architectures;

/// <summary>
/// ResNet (He et al. 2015), ResNeXt (Xie et al. 2016) and Wide ResNet (Zagoruyko and Komodakis 2016), as torchvision builds
/// them.
/// </summary>
internal static class ResNet
{
    public static IReadOnlyList<Architecture> All { get; } =
    [
        Make("resnet18", "ResNet18", [2, 2, 2, 2], bottleneck: false, weights:
        [
            new("IMAGENET1K_V1", "resnet18-f37072fd.pth", 69.758),
        ]),
        Make("resnet34", "ResNet34", [3, 4, 6, 3], bottleneck: false, weights:
        [
            new("IMAGENET1K_V1", "resnet34-b627a593.pth", 73.314),
        ]),
        Make("resnet50", "ResNet50", [3, 4, 6, 3], weights:
        [
            new("IMAGENET1K_V2", "resnet50-11ad3fa6.pth", 80.858, resize: 232),
            new("IMAGENET1K_V1", "resnet50-0676ba61.pth", 76.13),
        ]),
        Make("resnet101", "ResNet101", [3, 4, 23, 3], weights:
        [
            new("IMAGENET1K_V2", "resnet101-cd907fc2.pth", 81.886, resize: 232),
            new("IMAGENET1K_V1", "resnet101-63fe2227.pth", 77.374),
        ]),
        Make("resnet152", "ResNet152", [3, 8, 36, 3], weights:
        [
            new("IMAGENET1K_V2", "resnet152-f82ba261.pth", 82.284, resize: 232),
            new("IMAGENET1K_V1", "resnet152-394f9c45.pth", 78.312),
        ]),
        Make("resnext50_32x4d", "ResNeXt50_32x4d", [3, 4, 6, 3], groups: 32, groupWidth: 4, weights:
        [
            new("IMAGENET1K_V2", "resnext50_32x4d-1a0047aa.pth", 81.198, resize: 232),
            new("IMAGENET1K_V1", "resnext50_32x4d-7cdf4587.pth", 77.618),
        ]),
        Make("resnext101_32x8d", "ResNeXt101_32x8d", [3, 4, 23, 3], groups: 32, groupWidth: 8, weights:
        [
            new("IMAGENET1K_V2", "resnext101_32x8d-110c445d.pth", 82.834, resize: 232),
            new("IMAGENET1K_V1", "resnext101_32x8d-8ba56ff5.pth", 79.312),
        ]),
        Make("resnext101_64x4d", "ResNeXt101_64x4d", [3, 4, 23, 3], groups: 64, groupWidth: 4, weights:
        [
            new("IMAGENET1K_V1", "resnext101_64x4d-173b62eb.pth", 83.246, resize: 232),
        ]),
        Make("wide_resnet50_2", "WideResNet50_2", [3, 4, 6, 3], groupWidth: 128, weights:
        [
            new("IMAGENET1K_V2", "wide_resnet50_2-9ba9bcbe.pth", 81.602, resize: 232),
            new("IMAGENET1K_V1", "wide_resnet50_2-95faca4d.pth", 78.468),
        ]),
        Make("wide_resnet101_2", "WideResNet101_2", [3, 4, 23, 3], groupWidth: 128, weights:
        [
            new("IMAGENET1K_V2", "wide_resnet101_2-d733dc28.pth", 82.51, resize: 232),
            new("IMAGENET1K_V1", "wide_resnet101_2-32ee1156.pth", 78.848),
        ]),
    ];

    private static Architecture Make(
        string name,
        string method,
        int[] blocks,
        WeightsEntry[] weights,
        bool bottleneck = true,
        int groups = 1,
        int groupWidth = 64) =>
        new(name, method, input => Build(name, input, blocks, bottleneck, groups, groupWidth)) { Weights = weights };

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

internal static partial class Zoo
{
    public static readonly IReadOnlyList<Architecture> ResNets = Add(ResNet.All);
}
