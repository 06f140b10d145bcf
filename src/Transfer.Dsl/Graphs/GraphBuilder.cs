using Transfer.Common;
using Transfer.Operators;

namespace Transfer.Graphs;

/// <summary>Writes a graph node by node, inferring shapes on the way. Values are the indices of the nodes that make them.</summary>
internal sealed class GraphBuilder
{
    private readonly string architecture;
    private readonly List<Node> nodes = [];
    private readonly List<string> declared = [];

    public GraphBuilder(string architecture, Shape input)
    {
        this.architecture = architecture;
        Add(string.Empty, new Input(input));
    }

    /// <summary>A builder of a changed copy of <paramref name="graph"/>: same name, declared order and first nodes.</summary>
    public GraphBuilder(Graph graph, int kept)
    {
        architecture = graph.Architecture;
        declared.AddRange(graph.Declared);
        nodes.AddRange(graph.Nodes.Take(kept));
    }

    /// <summary>The network's input.</summary>
    public int Input => 0;

    public Shape ShapeOf(int value) => nodes[value].Output;

    /// <summary>The channels (first dimension) of a value.</summary>
    public int ChannelsOf(int value) => nodes[value].Output[0];

    /// <summary>Fixes a module's place in the state dict where it is not that of its first use.</summary>
    public void Declare(string path) => declared.Add(path);

    public int Add(string path, Operator op, params int[] inputs)
    {
        Shape output;
        try
        {
            output = op.Infer(inputs.Select(ShapeOf).ToArray());
        }
        catch (ShapeException error)
        {
            throw new ShapeException($"{architecture}, {(path.Length == 0 ? op.DefinedBy.Name : path)}: {error.Message}");
        }

        if (output.Dimensions.Any(length => length < 1))
        {
            throw new ShapeException($"{architecture}, {path}: the input {nodes[0].Output} is too small, nothing is left here ({output})");
        }

        nodes.Add(new Node(nodes.Count, path, op, inputs.ToEquatableList(), output));
        return nodes.Count - 1;
    }

    public Graph Build(string headPath) => new(architecture, headPath, nodes.ToEquatableList(), declared.ToEquatableList());

    /// <summary>The changed copy of <paramref name="graph"/>, of which the first nodes were kept.</summary>
    public Graph Build(Graph graph, int kept) => new(graph, nodes.ToEquatableList(), kept);

    /// <summary>A convolution; a new weight is He-normal over fan_out and a new bias zero unless told otherwise.</summary>
    public int Conv(
        string path,
        int value,
        int channels,
        Size2d kernel,
        Size2d? stride = null,
        Size2d? padding = null,
        Size2d? dilation = null,
        int groups = 1,
        bool bias = false,
        Func<Fans, Initialization>? weight = null,
        Func<Fans, Initialization>? biasInit = null)
    {
        var from = ChannelsOf(value);
        var area = (long)kernel.Height * kernel.Width;
        var fans = new Fans(from / groups * area, channels * area);
        return Add(
            path,
            new Conv2d(
                from,
                channels,
                kernel,
                stride ?? 1,
                padding ?? 0,
                dilation ?? 1,
                groups,
                bias,
                weight?.Invoke(fans) ?? Initialization.KaimingNormal(fans.Out),
                biasInit?.Invoke(fans) ?? Initialization.Zeros),
            value);
    }

    public int BatchNorm(string path, int value, double epsilon = 1e-5, double momentum = 0.1) =>
        Add(path, new BatchNorm(ChannelsOf(value), epsilon, momentum), value);

    public int Activation(string path, int value, ActivationKind kind) => Add(path, new Activation(kind), value);

    public int ReLU(string path, int value) => Activation(path, value, ActivationKind.ReLU);

    public int MaxPool(string path, int value, Size2d kernel, Size2d stride, Size2d? padding = null, bool ceil = false) =>
        Add(path, new MaxPool2d(kernel, stride, padding ?? 0, ceil), value);

    public int AdaptiveAvgPool(string path, int value, Size2d size) => Add(path, new AdaptiveAvgPool2d(size), value);

    public int Flatten(int value) => Add(string.Empty, new Flatten(), value);

    public int Dropout(string path, int value, double probability) => Add(path, new Dropout(probability), value);

    public int StochasticDepth(string path, int value, double probability) => Add(path, new StochasticDepth(probability), value);

    /// <summary>The sum of two values, computed by the module <paramref name="path"/>.</summary>
    public int Sum(string path, int left, int right) => Add(path, new Add(), left, right);

    public int Concat(string path, params int[] values) => Add(path, new Concat(), values);

    /// <summary>A fully connected layer; a new one is filled as PyTorch does unless told otherwise.</summary>
    public int Linear(string path, int value, int features, bool bias = true, Initialization? weight = null, Initialization? biasInit = null)
    {
        var from = ShapeOf(value)[-1];
        return Add(
            path,
            new Linear(from, features, bias, weight ?? Initialization.TorchDefault(from), biasInit ?? Initialization.TorchDefault(from)),
            value);
    }
}

/// <summary>How many inputs an output element has, and outputs an input element feeds, as PyTorch's initializers count them.</summary>
/// <param name="In">fan_in.</param>
/// <param name="Out">fan_out; of a grouped convolution too over all output channels.</param>
internal readonly record struct Fans(long In, long Out);
