using Transfer.Common;
using Transfer.Graphs;
using Transfer.Operators;

namespace Transfer.Serialization;

/// <summary>Makes a graph of what was read; every shape is inferred again.</summary>
internal static class GraphReader
{
    private const string Path = "$.graph";

    public static Graph Read(GraphDocument document)
    {
        var nodes = new List<Node>();
        foreach (var node in PlanReader.NoNull(document.Nodes, Path + ".nodes"))
        {
            nodes.Add(Node(node, nodes, $"{Path}.nodes[{nodes.Count}]"));
        }

        if (nodes.Count == 0 || !nodes[0].Operator.IsInput)
        {
            throw PlanReader.Wrong(Path + ".nodes", "the first node is the Input");
        }

        if (!nodes.Any(node => ModulePath.IsWithin(node.Path, document.HeadPath)))
        {
            throw PlanReader.Wrong(Path + ".headPath", $"no node has the path \"{document.HeadPath}\"");
        }

        var declared = PlanReader.NoNull(document.Declared, Path + ".declared").ToEquatableList();
        var graph = new Graph(document.Architecture, document.HeadPath, nodes.ToEquatableList(), declared);
        CheckNames(graph);
        return graph;
    }

    private static Node Node(NodeDocument node, List<Node> before, string path)
    {
        for (var i = 0; i < node.Inputs.Length; i++)
        {
            if (node.Inputs[i] < 0 || node.Inputs[i] >= before.Count)
            {
                throw PlanReader.Wrong(
                    $"{path}.inputs[{i}]", $"a node reads nodes before it, 0 to {before.Count - 1}, not {node.Inputs[i]}");
            }
        }

        var inferred = Infer(node, before, path);
        return inferred == node.Output
            ? new Node(before.Count, node.Path, node.Operator, node.Inputs.ToEquatableList(), inferred)
            : throw PlanReader.Wrong($"{path}.output", $"{Name(node)} gives {inferred} here, not {node.Output}");
    }

    private static Shape Infer(NodeDocument node, List<Node> before, string path)
    {
        try
        {
            // Sizes that are sound each for themselves may be too large for their product.
            _ = node.Operator.Parameters;
            return node.Operator.Infer([.. node.Inputs.Select(input => before[input].Output)]);
        }
        catch (Exception error) when (error is ShapeException or ArgumentException)
        {
            throw PlanReader.Wrong(
                $"{path}.operator", $"{Name(node)}: {error.Message.Split(" (Parameter '")[0].TrimEnd('.')}", error);
        }
    }

    private static void CheckNames(Graph graph)
    {
        var seen = new HashSet<string>();
        foreach (var tensor in graph.Parameters.Concat(graph.Buffers))
        {
            if (!seen.Add(tensor.Name))
            {
                throw PlanReader.Wrong($"{Path}.nodes[{tensor.Node}].path", $"a node before has \"{tensor.Name}\" already");
            }
        }
    }

    private static string Name(NodeDocument node) => node.Operator.DefinedBy.Name;
}
