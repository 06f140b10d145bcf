using Transfer.Common;
using Transfer.Operators;

namespace Transfer.Graphs;

/// <summary>Represents a network as data: its nodes in execution order. Two graphs are equal when their nodes are.</summary>
public sealed class Graph : IEquatable<Graph>
{
    internal Graph(string architecture, string headPath, EquatableList<Node> nodes, EquatableList<string> declared)
    {
        Architecture = architecture;
        HeadPath = headPath;
        Nodes = nodes;
        Declared = declared;
        var order = RegistrationOrder.Of(nodes, declared);
        Parameters = Tensors(order, op => op.Parameters);
        Buffers = Tensors(order, op => op.Buffers);
    }

    /// <summary>
    /// Initializes a copy with another head. It shares the nodes before the head, and their tensors, with the original graph.
    /// </summary>
    internal Graph(Graph before, EquatableList<Node> nodes, int kept)
    {
        Architecture = before.Architecture;
        HeadPath = before.HeadPath;
        Nodes = nodes;
        Declared = before.Declared;
        var order = new Lazy<IReadOnlyList<int>>(() => RegistrationOrder.Of(nodes, Declared));
        Parameters = Spliced(before, before.Parameters, kept, op => op.Parameters) ?? Tensors(order.Value, op => op.Parameters);
        Buffers = Spliced(before, before.Buffers, kept, op => op.Buffers) ?? Tensors(order.Value, op => op.Buffers);
    }

    /// <summary>Gets the architecture's name in torchvision: <c>resnet18</c>.</summary>
    public string Architecture { get; }

    /// <summary>Gets the module path of the classifier's last layer: <c>fc</c>, <c>classifier.6</c>.</summary>
    public string HeadPath { get; }

    /// <summary>Gets the nodes in execution order; the first is the input, the last gives the output.</summary>
    public EquatableList<Node> Nodes { get; }

    /// <summary>Gets the module paths whose place in the state dict is not that of their first use.</summary>
    public EquatableList<string> Declared { get; }

    /// <summary>Gets the parameters in the order of torchvision's <c>named_parameters()</c>.</summary>
    public EquatableList<GraphTensor> Parameters { get; }

    /// <summary>Gets the buffers in the order of torchvision's <c>named_buffers()</c>.</summary>
    public EquatableList<GraphTensor> Buffers { get; }

    /// <summary>Gets the shape of one example's input: channels, height, width.</summary>
    public Shape Input => Nodes[0].Output;

    /// <summary>Gets the shape of one example's output.</summary>
    public Shape Output => Nodes[Nodes.Count - 1].Output;

    /// <summary>
    /// Gets a value indicating whether the network is a custom module, of which only the named tensors are known: the order of
    /// execution, the shapes and the costs are not.
    /// </summary>
    public bool IsCustom => Nodes.Any(node => node.Operator.IsCustom);

    /// <summary>Returns whether a module, or a tensor, is part of the head.</summary>
    /// <param name="path">The module path, or the tensor's full name.</param>
    /// <returns>True if it is.</returns>
    public bool IsInHead(string path) => ModulePath.IsWithin(path, HeadPath);

    /// <summary>Gets the total number of elements of the parameters.</summary>
    public long ParameterCount => Parameters.Sum(tensor => tensor.Shape.Elements);

    /// <summary>
    /// Gets the number of multiply-adds of one example's forward pass. Those of custom modules are unknown and not counted.
    /// </summary>
    public long MultiplyAdds => Nodes.Sum(MultiplyAddsOf);

    /// <summary>Returns the number of multiply-adds of one node for one example.</summary>
    /// <param name="node">The node.</param>
    /// <returns>The count.</returns>
    public long MultiplyAddsOf(Node node) =>
        node.Operator.MultiplyAdds(node.Inputs.Select(input => Nodes[input].Output).ToArray(), node.Output);

    /// <summary>
    /// Returns the graph with other layers in place of the head, or in place of layers that replaced it before.
    /// </summary>
    /// <param name="head">The layers, first to last; none leaves the features as the output.</param>
    /// <returns>The new graph.</returns>
    /// <exception cref="ShapeException">A layer can't take what the one before it gives.</exception>
    internal Graph ReplaceHead(IReadOnlyList<HeadLayer> head) => HeadSurgery.Replace(this, head);

    /// <summary>Returns the graph with other probabilities in its random layers.</summary>
    /// <param name="randomness">The kind of random layers to change.</param>
    /// <param name="change">Returns the new probability for an old one.</param>
    /// <returns>The new graph.</returns>
    internal Graph WithChances(Randomness randomness, Func<double, double> change) => new(
        Architecture,
        HeadPath,
        Nodes.Select(
            node => node.Operator is var op && op.Randomness == randomness ? node.With(op.WithChance(change(op.Chance))) : node)
            .ToEquatableList(),
        Declared);

    /// <inheritdoc/>
    public bool Equals(Graph? other) =>
        other is not null && Architecture == other.Architecture && HeadPath == other.HeadPath
        && Nodes.Equals(other.Nodes) && Declared.Equals(other.Declared);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Graph);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((Architecture.GetHashCode() * 31) + Nodes.GetHashCode());

    // A module's tensors stand together in the state dict: those of a new head take the place of the old ones. Null if the old
    // head had none, or other modules come after it.
    private EquatableList<GraphTensor>? Spliced(
        Graph before, EquatableList<GraphTensor> tensors, int kept, Func<Operator, IReadOnlyList<TensorSpec>> select)
    {
        var added = new List<GraphTensor>();
        for (var i = kept; i < Nodes.Count; i++)
        {
            added.AddRange(TensorsOf(i, select));
        }

        if (!added.TrueForAll(tensor => HeadSurgery.IsHead(this, Nodes[tensor.Node])))
        {
            return null;
        }

        var first = 0;
        while (first < tensors.Count && tensors[first].Node < kept)
        {
            first++;
        }

        var end = first;
        while (end < tensors.Count && HeadSurgery.IsHead(before, before.Nodes[tensors[end].Node]))
        {
            end++;
        }

        for (var i = end; i < tensors.Count; i++)
        {
            if (tensors[i].Node >= kept)
            {
                return null;
            }
        }

        return end > first ? new([.. tensors.Take(first), .. added, .. tensors.Skip(end)])
            : added.Count == 0 ? tensors
            : null;
    }

    private EquatableList<GraphTensor> Tensors(IReadOnlyList<int> order, Func<Operator, IReadOnlyList<TensorSpec>> select) =>
        order.SelectMany(index => TensorsOf(index, select)).ToEquatableList();

    private IEnumerable<GraphTensor> TensorsOf(int index, Func<Operator, IReadOnlyList<TensorSpec>> select) =>
        select(Nodes[index].Operator)
            .Select(spec => new GraphTensor(ModulePath.Join(Nodes[index].Path, spec.Name), index, spec));
}
