using Transfer.Common;
using Transfer.Operators;

namespace Transfer.Graphs;

/// <summary>
/// Builds a network as a graph, layer by layer, in the order of execution. A value is the number that a call returns for the
/// layer it adds: later layers read it, and its shape is known at once. Recipes name a layer by its path, <c>block.0.conv1</c>,
/// which is also the prefix of its parameters in files: <c>block.0.conv1.weight</c>. Layers without parameters may share a path.
/// </summary>
/// <example>
/// <code>
/// Backbone.Graph(
///     "mynet",
///     graph =>
///     {
///         var x = graph.Conv("stem.conv", graph.Input, 16, kernel: 3, stride: 2, padding: 1);
///         x = graph.ReLU("stem.relu", graph.BatchNorm("stem.norm", x));
///         graph.Linear("fc", graph.Flatten(graph.AdaptiveAvgPool("pool", x, 1)), 10);
///     },
///     head: "fc")
/// </code>
/// </example>
public sealed class GraphBuilder
{
    private readonly string architecture;
    private readonly List<Node> nodes = [];
    private readonly List<string> declared = [];

    internal GraphBuilder(string architecture, Shape input)
    {
        this.architecture = architecture;
        Add(string.Empty, new Input(input));
    }

    /// <summary>
    /// Initializes a builder of a changed copy of <paramref name="graph"/>, with the same name, declared order and first nodes.
    /// </summary>
    internal GraphBuilder(Graph graph, int kept)
    {
        architecture = graph.Architecture;
        declared.AddRange(graph.Declared);
        nodes.AddRange(graph.Nodes.Take(kept));
    }

    /// <summary>Gets the value of the input image: channels × height × width.</summary>
    public int Input => 0;

    /// <summary>Returns the shape of a value for one image.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The shape, without the batch dimension.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No call returned this value.</exception>
    public Shape ShapeOf(int value) => value >= 0 && value < nodes.Count
        ? nodes[value].Output
        : throw new ArgumentOutOfRangeException(
            nameof(value),
            $"{architecture} has no value {Literal.Number(value)}, so far only 0 to {Literal.Number(nodes.Count - 1)}; "
            + "pass what a call of this builder returned, or its Input.");

    /// <summary>Returns the number of channels of a value: its first dimension.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The number of channels.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No call returned this value.</exception>
    public int ChannelsOf(int value) => ShapeOf(value)[0];

    /// <summary>
    /// Returns the number of inputs of one output element of a convolution (fan_in), which many initializations depend on.
    /// </summary>
    /// <param name="value">The value that the convolution reads.</param>
    /// <param name="kernel">The size of the window.</param>
    /// <param name="groups">The number of groups that the channels are split into; 1 by default.</param>
    /// <returns>The count, as PyTorch's initializers compute it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">No call returned this value, or there is no group.</exception>
    public long FanIn(int value, Size2d kernel, int groups = 1) =>
        (long)ChannelsOf(value) / Argument.Positive(groups, nameof(groups)) * kernel.Height * kernel.Width;

    /// <summary>Adds a layer of any kind.</summary>
    /// <param name="path">The layer's module path; empty for a function that owns no parameters.</param>
    /// <param name="operation">What the layer computes.</param>
    /// <param name="inputs">The values that the layer reads.</param>
    /// <returns>The layer's value.</returns>
    /// <exception cref="ShapeException">The layer can't take these values, or nothing is left of the image.</exception>
    /// <exception cref="ArgumentOutOfRangeException">No call returned one of these values.</exception>
    public int Add(string path, Operator operation, params int[] inputs)
    {
        Argument.NotNull(path, nameof(path));
        Argument.NotNull(operation, nameof(operation));
        var shapes = Argument.NotNull(inputs, nameof(inputs)).Select(ShapeOf).ToArray();
        Shape output;
        try
        {
            output = operation.Infer(shapes);
        }
        catch (ShapeException error)
        {
            throw new ShapeException($"{architecture}, {(path.Length == 0 ? operation.DefinedBy.Name : path)}: {error.Message}");
        }

        if (output.Dimensions.Any(length => length < 1))
        {
            throw new ShapeException(
                $"{architecture}, {path}: the input {nodes[0].Output} is too small, nothing is left here ({output})");
        }

        nodes.Add(new Node(nodes.Count, path, operation, inputs.ToEquatableList(), output));
        return nodes.Count - 1;
    }

    /// <summary>Adds a convolution.</summary>
    /// <param name="path">The layer's module path.</param>
    /// <param name="value">The value that the layer reads.</param>
    /// <param name="channels">The number of output channels.</param>
    /// <param name="kernel">The size of the window.</param>
    /// <param name="stride">The stride of the window; 1 by default.</param>
    /// <param name="padding">The number of zeros added on each side; 0 by default.</param>
    /// <param name="dilation">The step between the elements of the window; 1 by default.</param>
    /// <param name="groups">The number of groups that the channels are split into; 1 by default.</param>
    /// <param name="bias">Whether a bias is added.</param>
    /// <param name="weightInit">The initialization of a new weight; by default normal as by He et al., over the outputs.</param>
    /// <param name="biasInit">The initialization of a new bias; zeros by default.</param>
    /// <returns>The layer's value.</returns>
    /// <exception cref="ShapeException">The layer can't take the value.</exception>
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
        Initialization? weightInit = null,
        Initialization? biasInit = null) =>
        Add(
            path,
            new Conv2d(
                ChannelsOf(value),
                Argument.Positive(channels, nameof(channels)),
                kernel,
                stride ?? 1,
                padding ?? 0,
                dilation ?? 1,
                Argument.Positive(groups, nameof(groups)),
                bias,
                weightInit ?? Initialization.KaimingNormal((long)channels * kernel.Height * kernel.Width),
                biasInit ?? Initialization.Zeros),
            value);

    /// <summary>Adds a batch normalization.</summary>
    /// <param name="path">The layer's module path.</param>
    /// <param name="value">The value that the layer reads.</param>
    /// <param name="epsilon">The number added to the variance.</param>
    /// <param name="momentum">The weight of the batch in the running statistics.</param>
    /// <returns>The layer's value.</returns>
    public int BatchNorm(string path, int value, double epsilon = 1e-5, double momentum = 0.1) =>
        Add(path, new BatchNorm(ChannelsOf(value), epsilon, momentum), value);

    /// <summary>Adds an elementwise function.</summary>
    /// <param name="path">The layer's module path.</param>
    /// <param name="value">The value that the layer reads.</param>
    /// <param name="kind">The function.</param>
    /// <returns>The layer's value.</returns>
    public int Activation(string path, int value, ActivationKind kind) =>
        Add(path, new Activation(Argument.Member(kind, nameof(kind))), value);

    /// <summary>Adds a ReLU.</summary>
    /// <param name="path">The layer's module path.</param>
    /// <param name="value">The value that the layer reads.</param>
    /// <returns>The layer's value.</returns>
    public int ReLU(string path, int value) => Activation(path, value, ActivationKind.ReLU);

    /// <summary>Adds a maximum pooling.</summary>
    /// <param name="path">The layer's module path.</param>
    /// <param name="value">The value that the layer reads.</param>
    /// <param name="kernel">The size of the window.</param>
    /// <param name="stride">The stride of the window.</param>
    /// <param name="padding">The number of rows and columns added on each side; 0 by default.</param>
    /// <param name="ceil">Whether a last window that is not full counts.</param>
    /// <returns>The layer's value.</returns>
    public int MaxPool(string path, int value, Size2d kernel, Size2d stride, Size2d? padding = null, bool ceil = false) =>
        Add(path, new MaxPool2d(kernel, stride, padding ?? 0, ceil), value);

    /// <summary>Adds an average pooling to a given size.</summary>
    /// <param name="path">The layer's module path.</param>
    /// <param name="value">The value that the layer reads.</param>
    /// <param name="size">The height and width of the output.</param>
    /// <returns>The layer's value.</returns>
    public int AdaptiveAvgPool(string path, int value, Size2d size) => Add(path, new AdaptiveAvgPool2d(size), value);

    /// <summary>Adds a layer that flattens all dimensions of an image into one.</summary>
    /// <param name="value">The value that the layer reads.</param>
    /// <returns>The layer's value.</returns>
    public int Flatten(int value) => Add(string.Empty, new Flatten(), value);

    /// <summary>Adds a dropout.</summary>
    /// <param name="path">The layer's module path.</param>
    /// <param name="value">The value that the layer reads.</param>
    /// <param name="probability">The probability that an element is dropped in training, from 0 to 1.</param>
    /// <returns>The layer's value.</returns>
    public int Dropout(string path, int value, double probability) =>
        Add(path, new Dropout(Argument.Probability(probability, nameof(probability))), value);

    /// <summary>Adds stochastic depth: in training, an image's whole value is dropped at random.</summary>
    /// <param name="path">The layer's module path.</param>
    /// <param name="value">The value that the layer reads.</param>
    /// <param name="probability">The probability that it is dropped, from 0 to 1.</param>
    /// <returns>The layer's value.</returns>
    public int StochasticDepth(string path, int value, double probability) =>
        Add(path, new StochasticDepth(Argument.Probability(probability, nameof(probability))), value);

    /// <summary>Adds the sum of two values of one shape, as in a residual block.</summary>
    /// <param name="path">The module path of the sum.</param>
    /// <param name="left">The first value.</param>
    /// <param name="right">The second value.</param>
    /// <returns>The value of the sum.</returns>
    /// <exception cref="ShapeException">The shapes differ.</exception>
    public int Sum(string path, int left, int right) => Add(path, new Add(), left, right);

    /// <summary>Adds a concatenation of values along their channels.</summary>
    /// <param name="path">The module path of the concatenation.</param>
    /// <param name="values">The values.</param>
    /// <returns>The value with all of their channels.</returns>
    /// <exception cref="ShapeException">The shapes differ in more than the channels.</exception>
    public int Concat(string path, params int[] values) => Add(path, new Concat(), values);

    /// <summary>Adds a fully connected layer over the last dimension.</summary>
    /// <param name="path">The layer's module path.</param>
    /// <param name="value">The value that the layer reads.</param>
    /// <param name="features">The number of output features.</param>
    /// <param name="bias">Whether a bias is added.</param>
    /// <param name="weightInit">The initialization of a new weight; PyTorch's by default.</param>
    /// <param name="biasInit">The initialization of a new bias; PyTorch's by default.</param>
    /// <returns>The layer's value.</returns>
    public int Linear(
        string path, int value, int features, bool bias = true, Initialization? weightInit = null,
        Initialization? biasInit = null)
    {
        var from = ShapeOf(value)[-1];
        return Add(
            path,
            new Linear(
                from,
                Argument.Positive(features, nameof(features)),
                bias,
                weightInit ?? Initialization.TorchDefault(from),
                biasInit ?? Initialization.TorchDefault(from)),
            value);
    }

    /// <summary>Fixes a module's place in the state dict where it is not that of its first use.</summary>
    internal void Declare(string path) => declared.Add(path);

    internal Graph Build(string headPath) => new(architecture, headPath, nodes.ToEquatableList(), declared.ToEquatableList());

    /// <summary>Returns the changed copy of <paramref name="graph"/>, of which the first nodes were kept.</summary>
    internal Graph Build(Graph graph, int kept) => new(graph, nodes.ToEquatableList(), kept);
}
