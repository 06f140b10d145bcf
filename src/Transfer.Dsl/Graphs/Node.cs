using Transfer.Common;
using Transfer.Operators;

namespace Transfer.Graphs;

/// <summary>One step of a graph's execution.</summary>
/// <param name="Index">Its place in the graph, from 0.</param>
/// <param name="Path">The module path it computes for (<c>layer4.0.conv1</c>); empty for the network itself.</param>
/// <param name="Operator">What it computes.</param>
/// <param name="Inputs">The indices of the nodes it reads, all smaller than its own.</param>
/// <param name="Output">The shape of its result, without the batch dimension.</param>
public sealed record Node(int Index, string Path, Operator Operator, EquatableList<int> Inputs, Shape Output);
