using Transfer.Graphs.Operators;

namespace Transfer.Graphs;

/// <summary>Puts a new head in the place of a graph's classifier, as <c>model.fc = nn.Sequential(…)</c> does.</summary>
internal static class HeadSurgery
{
    public static Graph Replace(Graph graph, IReadOnlyList<HeadLayer> head)
    {
        var isHead = graph.Nodes.Select(node => IsHead(graph, node)).ToArray();
        var first = Array.IndexOf(isHead, true);
        var builder = new GraphBuilder(graph);
        var moved = new int[graph.Nodes.Count];
        foreach (var node in graph.Nodes)
        {
            if (!isHead[node.Index])
            {
                moved[node.Index] = builder.Add(node.Path, node.Operator, node.Inputs.Select(input => moved[input]).ToArray());
                continue;
            }

            moved[node.Index] = node.Index == first
                ? Append(builder, graph.HeadPath, moved[node.Inputs[0]], head)
                : moved[first];
        }

        return builder.Build(graph.HeadPath);
    }

    public static bool IsHead(Graph graph, Node node) => ModulePath.IsWithin(node.Path, graph.HeadPath);

    private static int Append(GraphBuilder builder, string path, int features, IReadOnlyList<HeadLayer> head)
    {
        if (head.Count == 0)
        {
            return builder.Add(path, new Identity(), features);
        }

        var value = features;
        for (var i = 0; i < head.Count; i++)
        {
            // A single layer takes the old one's name; several are numbered, as in nn.Sequential.
            var name = head.Count == 1 ? path : ModulePath.Join(path, i.ToString(System.Globalization.CultureInfo.InvariantCulture));
            value = builder.Add(name, ToOperator(head[i], builder.ShapeOf(value)), value);
        }

        return value;
    }

    private static Operator ToOperator(HeadLayer layer, Shape input) => layer switch
    {
        HeadLayer.Linear linear when input.Rank == 3 => new Conv2d(
            input[0], linear.OutFeatures, 1, 1, 0, 1, 1, linear.Bias, Initialization.TorchDefault(input[0]), Initialization.TorchDefault(input[0])),
        HeadLayer.Linear linear => new Linear(
            input[-1], linear.OutFeatures, linear.Bias, Initialization.TorchDefault(input[-1]), Initialization.TorchDefault(input[-1])),
        HeadLayer.Dropout dropout => new Dropout(dropout.Probability),
        HeadLayer.BatchNorm => new BatchNorm(input[0]),
        HeadLayer.LayerNorm => new LayerNorm(input[-1]),
        HeadLayer.Activation activation => new Activation(activation.Kind),
        _ => throw new ShapeException($"no operator for the head layer {layer}"),
    };
}
