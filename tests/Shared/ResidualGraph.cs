using Transfer.Graphs;

namespace Transfer.Tests;

/// <summary>The small residual network of the guide, written as a graph.</summary>
internal static class ResidualGraph
{
    public static Recipe Recipe => Backbone.Graph("mynet", Layers, head: "fc");

    public static void Layers(GraphBuilder graph)
    {
        var x = graph.Conv("stem.conv", graph.Input, 16, kernel: 3, padding: 1);
        x = graph.ReLU("stem.relu", graph.BatchNorm("stem.norm", x));
        for (var stage = 1; stage <= 3; stage++)
        {
            x = Block(graph, $"layer{stage}", x, 16 << stage);
        }

        x = graph.AdaptiveAvgPool("pool", x, 1);
        graph.Linear("fc", graph.Flatten(x), 10);
    }

    private static int Block(GraphBuilder graph, string path, int input, int channels)
    {
        var x = graph.Conv(path + ".conv1", input, channels, kernel: 3, stride: 2, padding: 1);
        x = graph.ReLU(path + ".relu", graph.BatchNorm(path + ".norm1", x));
        x = graph.BatchNorm(path + ".norm2", graph.Conv(path + ".conv2", x, channels, kernel: 3, padding: 1));
        var shortcut = graph.Conv(path + ".shortcut", input, channels, kernel: 1, stride: 2);
        return graph.ReLU(path + ".relu", graph.Sum(path, x, shortcut));
    }
}
