using Transfer.Common;
using Transfer.Graphs;
using Transfer.Operators;

namespace Transfer.Inference;

/// <summary>Represents one step of an <see cref="InferenceGraph"/>.</summary>
public sealed class InferenceNode : Value
{
    internal InferenceNode(
        Node node, Operator op, EquatableList<int> inputs, FoldedNorm? norm, bool overwritesInput, EquatableList<int> unused)
    {
        Node = node;
        Operator = op;
        Inputs = inputs;
        Norm = norm;
        OverwritesInput = overwritesInput;
        Unused = unused;
    }

    /// <summary>Gets the graph's node that it computes; its parameters have that node's path.</summary>
    public Node Node { get; }

    /// <summary>Gets what it computes: the node's operator, with a bias where a BatchNorm was folded into it.</summary>
    public Operator Operator { get; }

    /// <summary>Gets the indices of the steps that it reads, in <see cref="InferenceGraph.Nodes"/>.</summary>
    public EquatableList<int> Inputs { get; }

    /// <summary>Gets the BatchNorm that is folded into its weight and bias; null when there is none.</summary>
    public FoldedNorm? Norm { get; }

    /// <summary>
    /// Gets a value indicating whether nothing else reads its first input, so that its result may take its place.
    /// </summary>
    public bool OverwritesInput { get; }

    /// <summary>Gets the indices of the steps whose results nothing reads after this one: their memory is free.</summary>
    public EquatableList<int> Unused { get; }

    /// <summary>Returns the step as <c>layer1.0.conv1: Conv2d(…) [1] + layer1.0.bn1</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        $"{Node.Path}: {Operator} {Inputs}{(Norm is null ? string.Empty : " + " + Norm.Path)}"
        + (OverwritesInput ? ", in place" : string.Empty);

    private protected override ArgumentList Describe() => new ArgumentList()
        .AddUnwritten("node", Node)
        .AddUnwritten("operator", Operator)
        .AddUnwritten("inputs", Inputs)
        .AddUnwritten("norm", Norm)
        .AddUnwritten("overwritesInput", OverwritesInput)
        .AddUnwritten("unused", Unused);
}
