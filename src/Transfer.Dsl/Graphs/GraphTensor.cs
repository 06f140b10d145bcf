using Transfer.Common;
using Transfer.Operators;

namespace Transfer.Graphs;

/// <summary>Represents a parameter or buffer of a graph, under its name in a state dict.</summary>
public sealed class GraphTensor : Value
{
    internal GraphTensor(string name, int node, TensorSpec spec)
    {
        Name = name;
        Node = node;
        Spec = spec;
    }

    /// <summary>Gets the full name: <c>layer4.0.conv1.weight</c>.</summary>
    public string Name { get; }

    /// <summary>Gets the shape.</summary>
    public Shape Shape => Spec.Shape;

    /// <summary>Gets the index of the node that owns the tensor.</summary>
    public int Node { get; }

    /// <summary>Gets the operator's declaration of the tensor.</summary>
    public TensorSpec Spec { get; }

    private protected override ArgumentList Describe() => new ArgumentList()
        .AddUnwritten("name", Name)
        .AddUnwritten("node", Node)
        .AddUnwritten("spec", Spec);
}
