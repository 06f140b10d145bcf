using Transfer.Common;
using Transfer.Operators;

namespace Transfer.Graphs;

/// <summary>One step of a graph's execution.</summary>
public sealed class Node : IEquatable<Node>
{
    internal Node(int index, string path, Operator op, EquatableList<int> inputs, Shape output)
    {
        Index = index;
        Path = path;
        Operator = op;
        Inputs = inputs;
        Output = output;
    }

    /// <summary>Gets its place in the graph, from 0.</summary>
    public int Index { get; }

    /// <summary>Gets the module path it computes for (<c>layer4.0.conv1</c>); empty for the network itself.</summary>
    public string Path { get; }

    /// <summary>Gets what it computes.</summary>
    public Operator Operator { get; }

    /// <summary>Gets the indices of the nodes it reads, all smaller than its own.</summary>
    public EquatableList<int> Inputs { get; }

    /// <summary>Gets the shape of its result, without the batch dimension.</summary>
    public Shape Output { get; }

    /// <inheritdoc/>
    public bool Equals(Node? other) =>
        ReferenceEquals(this, other)
        || (other is not null && Index == other.Index && Path == other.Path && Operator == other.Operator
            && Inputs.Equals(other.Inputs) && Output == other.Output);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Node);

    /// <inheritdoc/>
    public override int GetHashCode() => unchecked((((Index * 31) + Path.GetHashCode()) * 31) + Operator.GetHashCode());

    /// <summary>Returns the node as <c>layer1: MaxPool2d(3, stride: 2) [4] → [64, 56, 56]</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Path}: {Operator} {Inputs} → {Output}";

    /// <summary>The node with another operator that gives the same shape.</summary>
    internal Node With(Operator op) => new(Index, Path, op, Inputs, Output);
}
