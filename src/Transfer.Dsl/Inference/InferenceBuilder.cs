using Transfer.Common;
using Transfer.Graphs;
using Transfer.Operators;

namespace Transfer.Inference;

/// <summary>Compiles the nodes of a graph after one node, up to another, for inference.</summary>
internal sealed class InferenceBuilder
{
    private readonly Graph graph;
    private readonly int from;
    private readonly int to;

    // For each node, how many times the part reads it.
    private readonly int[] reads;

    // The layers that a norm is folded into, and the norms that so do nothing more.
    private readonly Dictionary<int, FoldedNorm> folded = [];
    private readonly HashSet<int> idle = [];

    public InferenceBuilder(Graph graph, int from, int to)
    {
        (this.graph, this.from, this.to) = (graph, from, to);
        reads = new int[graph.Nodes.Count];
        for (var index = from + 1; index <= to; index++)
        {
            foreach (var input in graph.Nodes[index].Inputs)
            {
                reads[input] += input >= from ? 1 : throw new ArgumentException(
                    $"{graph.Nodes[index].Path} reads {graph.Nodes[input].Path}, which lies before the part.", nameof(from));
            }
        }
    }

    public EquatableList<InferenceNode> Build()
    {
        for (var index = from + 1; index <= to; index++)
        {
            if (graph.Nodes[index].Operator.PassesInputOnInInference)
            {
                idle.Add(index);
            }
            else if (graph.Nodes[index].Operator.NormEpsilon is { } epsilon)
            {
                Fold(graph.Nodes[index], epsilon);
            }
        }

        return Steps();
    }

    private void Fold(Node norm, double epsilon)
    {
        var input = norm.Inputs[0];
        if (IsFree(input) && reads[input] == 1 && graph.Nodes[input].Operator.WithBias is not null && HasOneChannelAxis(input))
        {
            folded[input] = new FoldedNorm(norm.Path, epsilon, isBefore: false);
            idle.Add(norm.Index);
        }
        else if (norm.Index != to && reads[norm.Index] == 1
            && NextOf(norm) is { Operator: { WithBias: not null, PadsInput: false } } next && HasOneChannelAxis(norm.Index))
        {
            // Zeros that a convolution adds would have had to be normalized, too.
            folded[next.Index] = new FoldedNorm(norm.Path, epsilon, isBefore: true);
            idle.Add(norm.Index);
        }
    }

    private bool IsFree(int index) => index > from && !folded.ContainsKey(index) && !idle.Contains(index);

    private Node? NextOf(Node node)
    {
        for (var index = node.Index + 1; index <= to; index++)
        {
            if (graph.Nodes[index].Inputs.Contains(node.Index))
            {
                return folded.ContainsKey(index) ? null : graph.Nodes[index];
            }
        }

        return null;
    }

    // A linear layer's channels are its last dimension, a BatchNorm's its first: the same only in a vector.
    private bool HasOneChannelAxis(int index) => graph.Nodes[index].Output.Rank is 1 or 3;

    private EquatableList<InferenceNode> Steps()
    {
        var places = new Dictionary<int, int> { [from] = 0 };
        var kept = new List<(Node Node, int[] Inputs)> { (graph.Nodes[from], []) };
        for (var index = from + 1; index <= to; index++)
        {
            var node = graph.Nodes[index];
            if (idle.Contains(index))
            {
                places[index] = places[node.Inputs[0]];
                continue;
            }

            places[index] = kept.Count;
            kept.Add((node, [.. node.Inputs.Select(input => places[input])]));
        }

        // The last step gives the result, also where dropout or a branch that nothing reads comes after it.
        kept.RemoveRange(places[to] + 1, kept.Count - places[to] - 1);
        return Link(kept);
    }

    private EquatableList<InferenceNode> Link(IReadOnlyList<(Node Node, int[] Inputs)> kept)
    {
        var lastReader = new int[kept.Count];
        var isShared = new bool[kept.Count];
        for (var place = 0; place < kept.Count; place++)
        {
            foreach (var input in kept[place].Inputs)
            {
                lastReader[input] = place;
            }

            if (kept[place].Node.Operator.SharesInput && place > 0)
            {
                isShared[place] = true;
                isShared[kept[place].Inputs[0]] = true;
            }
        }

        // The input is the caller's.
        isShared[0] = true;
        return kept.Select((step, place) => new InferenceNode(
            step.Node,
            OperatorAt(step.Node, place),
            step.Inputs.ToEquatableList(),
            folded.TryGetValue(step.Node.Index, out var norm) ? norm : null,
            step.Inputs is [var first, .. var others]
                && !isShared[first] && lastReader[first] == place && !others.Contains(first),
            step.Inputs.Distinct().Where(input => input > 0 && lastReader[input] == place).ToEquatableList()))
            .ToEquatableList();
    }

    private Operator OperatorAt(Node node, int place) =>
        place == 0 ? new Input(node.Output) : folded.ContainsKey(node.Index) ? node.Operator.WithBias! : node.Operator;
}
