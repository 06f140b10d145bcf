using Transfer.Common;
using Transfer.Operators;

namespace Transfer.Graphs;

/// <summary>Represents one step of a graph's execution.</summary>
public sealed class Node : Value
{
    internal Node(int index, string path, Operator op, EquatableList<int> inputs, Shape output)
    {
        Index = index;
        Path = path;
        Operator = op;
        Inputs = inputs;
        Output = output;
    }

    /// <summary>Gets the node's index in the graph, from 0.</summary>
    public int Index { get; }

    /// <summary>Gets the path of the module that it belongs to (<c>layer4.0.conv1</c>); empty for the network itself.</summary>
    public string Path { get; }

    /// <summary>Gets the operator.</summary>
    public Operator Operator { get; }

    /// <summary>Gets the indices of the nodes that it reads, all smaller than its own.</summary>
    public EquatableList<int> Inputs { get; }

    /// <summary>Gets the shape of the result, without the batch dimension.</summary>
    public Shape Output { get; }

    /// <summary>Returns the node as <c>layer1: MaxPool2d(3, stride: 2) [4] → [64, 56, 56]</c>.</summary>
    /// <returns>The string.</returns>
    public override string ToString() => $"{Path}: {Operator} {Inputs} → {Output}";

    private protected override ArgumentList Describe() => new ArgumentList()
        .AddUnwritten("index", Index)
        .AddUnwritten("path", Path)
        .AddUnwritten("operator", Operator)
        .AddUnwritten("inputs", Inputs)
        .AddUnwritten("output", Output);

    /// <summary>Returns the node with another operator that gives the same shape.</summary>
    internal Node With(Operator op) => new(Index, Path, op, Inputs, Output);
}
