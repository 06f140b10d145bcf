using Transfer.Common;
using Transfer.Graphs;
using Transfer.Operators;

namespace Transfer.Architectures;

/// <summary>A custom graph as an architecture.</summary>
internal static class GraphArchitecture
{
    /// <summary>Returns the architecture, whose graph was written and checked once.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="layers">Adds its layers.</param>
    /// <param name="head">The module path of the classifier's last layer.</param>
    /// <exception cref="ArgumentException">A name is empty or taken, or the graph is none that a recipe can work on.</exception>
    public static Architecture Of(string name, Action<GraphBuilder> layers, string head)
    {
        CustomArchitecture.Check(name, head);
        Argument.NotNull(layers, nameof(layers));
        var architecture = new Architecture(name, "Graph", input => Build(name, layers, head, input))
        {
            Arguments = $"{Literal.Text(name)}, graph => …, head: {Literal.Text(head)}",
            Custom = "a custom graph",
        };
        try
        {
            var size = architecture.DefaultWeights.Preprocessing.Crop;
            GraphCache.Of(architecture, Shape.Of(3, size, size));
        }
        catch (ShapeException)
        {
            // The recipe may ask for another size. Where it doesn't, its compilation says what does not fit.
        }

        return architecture;
    }

    private static Graph Build(string name, Action<GraphBuilder> layers, string head, Shape input)
    {
        var builder = new GraphBuilder(name, input);
        layers(builder);
        var graph = builder.Build(head);
        CheckNodes(graph);
        CheckNames(graph);
        CheckHead(graph);
        return graph;
    }

    private static void CheckNodes(Graph graph)
    {
        var read = new HashSet<int>(graph.Nodes.SelectMany(node => node.Inputs)) { graph.Nodes.Count - 1 };
        foreach (var node in graph.Nodes)
        {
            if (node.Index > 0 && node.Operator.IsInput)
            {
                throw Wrong($"{graph.Architecture} has a second Input; read the image as the builder's Input.");
            }

            if (node.Operator.IsCustom)
            {
                throw Wrong(
                    $"{graph.Architecture}, {NameOf(node)}: a {node.Operator.DefinedBy.Name} is code that a graph can't hold; "
                    + "start from the module itself: Backbone.From(…).");
            }

            if (!read.Contains(node.Index))
            {
                throw Wrong(
                    $"{graph.Architecture}: nothing reads what {NameOf(node)} gives. "
                    + "Pass it to a later layer, or leave it out; the last layer gives the output.");
            }
        }
    }

    private static void CheckNames(Graph graph)
    {
        if (graph.Nodes.FirstOrDefault(node => node.Path.Length > 0 && !node.Path.Split('.').All(IsName)) is { } odd)
        {
            throw Wrong(
                $"{graph.Architecture}: {Literal.Text(odd.Path)} is no module path; "
                + "a path consists of names of letters, digits, _ and -, with dots between them: \"block.conv1\".");
        }

        var owners = new Dictionary<string, GraphTensor>();
        foreach (var tensor in graph.Parameters.Concat(graph.Buffers))
        {
            if (owners.TryGetValue(tensor.Name, out var other))
            {
                var (first, second) = (graph.Nodes[other.Node], graph.Nodes[tensor.Node]);
                throw Wrong(
                    $"{graph.Architecture} has {Literal.Text(tensor.Name)} twice, in a {first.Operator.GetType().Name} and in a "
                    + $"{second.Operator.GetType().Name}; give each layer with parameters a path of its own.");
            }

            owners.Add(tensor.Name, tensor);
        }
    }

    // A new head takes the place of one layer, whose outputs are the classes, and behind which nothing is learned.
    private static void CheckHead(Graph graph)
    {
        var (name, path) = (graph.Architecture, graph.HeadPath);
        var heads = graph.Nodes.Where(node => OutputsOf(node) is not null).ToArray();
        var hint = heads.Length == 0
            ? "add one: graph.Linear(\"fc\", graph.Flatten(x), classes)"
            : $"those that can be are {string.Join(", ", heads.Select(node => Literal.Text(node.Path)))}";
        var inside = graph.Nodes.Where(node => HeadSurgery.IsHead(graph, node)).ToArray();
        if (inside.Length == 0)
        {
            throw Wrong($"{name} has no layer {Literal.Text(path)} to be its head; {hint}.", "head");
        }

        if (inside.Length > 1 || OutputsOf(inside[0]) is not { } outputs)
        {
            throw Wrong(
                $"{name}: {Literal.Text(path)} can't be the head, which is one Linear or one 1×1 convolution; {hint}.", "head");
        }

        if (graph.Nodes.Skip(inside[0].Index + 1).FirstOrDefault(node => node.Operator.Parameters.Count > 0) is { } later)
        {
            throw Wrong(
                $"{name}: {NameOf(later)} comes after the head {Literal.Text(path)} and has parameters; "
                + "the head is the last layer that has some.");
        }

        if (graph.Output != Shape.Of(outputs))
        {
            throw Wrong(
                $"{name} gives {graph.Output}, where its head {Literal.Text(path)} has {outputs} outputs; "
                + $"end with [{outputs}], one number a class.");
        }
    }

    private static int? OutputsOf(Node node) => node.Operator switch
    {
        Linear linear => linear.OutFeatures,
        Conv2d convolution when convolution.Kernel == 1 && node.Path.Length > 0 => convolution.OutChannels,
        _ => null,
    };

    private static bool IsName(string segment) =>
        segment.Length > 0 && segment.All(letter => char.IsLetterOrDigit(letter) || letter is '_' or '-');

    private static string NameOf(Node node) => node.Path.Length > 0 ? Literal.Text(node.Path)
        : node.Index == 0 ? "the input"
        : $"the {node.Operator.DefinedBy.Name} at {node.Index}";

    private static ArgumentException Wrong(string message, string argument = "layers") =>
        new(message, argument);
}
