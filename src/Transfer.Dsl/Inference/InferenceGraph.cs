using Transfer.Common;
using Transfer.Graphs;
using Transfer.Operators;

namespace Transfer.Inference;

/// <summary>
/// Represents a network, or a part of it, as it runs in inference with parameters that no longer change. Each BatchNorm that
/// follows or precedes a convolution or a linear layer is folded into it, what does nothing in inference (dropout, stochastic
/// depth, identity) is left out, and each step says which results may be overwritten or freed. The function is the graph's own up
/// to rounding.
/// </summary>
public sealed class InferenceGraph : Value
{
    private InferenceGraph(EquatableList<InferenceNode> nodes) => Nodes = nodes;

    /// <summary>Gets the steps in order. The first stands for the input, the last gives the result.</summary>
    public EquatableList<InferenceNode> Nodes { get; }

    /// <summary>Gets the shape of the input, for one image.</summary>
    public Shape Input => Nodes[0].Node.Output;

    /// <summary>Gets the shape of the result, for one image.</summary>
    public Shape Output => Nodes[Nodes.Count - 1].Node.Output;

    /// <summary>Returns a whole network as it runs in inference.</summary>
    /// <param name="graph">The network.</param>
    /// <returns>The compiled network.</returns>
    /// <exception cref="ArgumentException">The network is a custom module, which runs as a whole.</exception>
    public static InferenceGraph Of(Graph graph) => Between(graph, 0, Argument.NotNull(graph, nameof(graph)).Nodes.Count - 1);

    /// <summary>Returns the part of a network that lies between two nodes, as it runs in inference.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="from">The index of the node whose result is the part's input: 0, or that of a cut.</param>
    /// <param name="to">The index of the node whose result the part gives.</param>
    /// <returns>The compiled part.</returns>
    /// <exception cref="ArgumentException">
    /// The network is a custom module, or a node of the part reads one that lies before <paramref name="from"/>.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The nodes are not in the graph, or not in this order.</exception>
    public static InferenceGraph Between(Graph graph, int from, int to)
    {
        if (Argument.NotNull(graph, nameof(graph)).IsCustom)
        {
            throw new ArgumentException("A custom module runs as a whole: what it computes is not known.", nameof(graph));
        }

        if (from < 0 || to < from || to >= graph.Nodes.Count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(to),
                $"A part is from a node to a later one of the {Literal.Number(graph.Nodes.Count)}, got {Literal.Number(from)} to "
                    + $"{Literal.Number(to)}.");
        }

        return new InferenceGraph(new InferenceBuilder(graph, from, to).Build());
    }

    /// <summary>Returns the steps, one a line.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => string.Join("\n", Nodes);

    private protected override ArgumentList Describe() => new ArgumentList().AddUnwritten("nodes", Nodes);
}
