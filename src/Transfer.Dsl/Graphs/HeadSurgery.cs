using Transfer.Operators;

namespace Transfer.Graphs;

/// <summary>Replaces a graph's classifier by a new head, as <c>model.fc = nn.Sequential(…)</c> does.</summary>
internal static class HeadSurgery
{
    public static Graph Replace(Graph graph, IReadOnlyList<HeadLayer> head)
    {
        // What comes before the head stays as it is.
        var first = 0;
        while (!IsHead(graph, graph.Nodes[first]))
        {
            first++;
        }

        var builder = new GraphBuilder(graph, first);
        var replaced = Append(builder, graph.HeadPath, graph.Nodes[first].Inputs[0], head);
        var moved = new Dictionary<int, int>();
        for (var i = first; i < graph.Nodes.Count; i++)
        {
            var node = graph.Nodes[i];
            moved[i] = IsHead(graph, node)
                ? replaced
                : builder.Add(node.Path, node.Operator, [.. node.Inputs.Select(input => input < first ? input : moved[input])]);
        }

        return builder.Build(graph, first);
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
            var name = head.Count == 1
                ? path
                : ModulePath.Join(path, i.ToString(System.Globalization.CultureInfo.InvariantCulture));
            value = builder.Add(name, head[i].OperatorOn(builder.ShapeOf(value)), value);
        }

        return value;
    }
}
