using Transfer.Graphs;
using Transfer.Graphs.Operators;
using Transfer.Planning;

namespace Transfer.Rules;

/// <summary>TRF025: a normalization of the head normalizes what is normalized already.</summary>
internal sealed class RepeatedNormalization : Rule
{
    public override string Id => "TRF025";

    public override string Title => "Double normalization";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Check(RecipeFacts facts)
    {
        if (!facts.IsCertain || facts.Graph is not { } graph
            || facts.Parameters.LastOrDefault(parameter => parameter.HeadStep is not null) is not { } head)
        {
            yield break;
        }

        foreach (var node in graph.Nodes.Where(node => IsNorm(node.Operator) && HeadSurgery.IsHead(graph, node)))
        {
            var before = SourceOf(graph, node);

            // BatchNorm over features that LayerNorm gives is no repetition: it is how linear probes of transformers are trained.
            if (IsNorm(before.Operator) && (HeadSurgery.IsHead(graph, before) || node.Operator is LayerNorm))
            {
                yield return At(
                    head.HeadStep!.Value,
                    $"{node.Path} ({node.Operator.GetType().Name}) normalizes what {before.Path} "
                        + $"({before.Operator.GetType().Name}) has normalized already",
                    $"leave the {node.Operator.GetType().Name} of the head out");
            }
        }
    }

    private static bool IsNorm(Operator op) => op is BatchNorm or LayerNorm or LayerNorm2d;

    // What only moves values about, or leaves some out, keeps them normalized.
    private static Node SourceOf(Graph graph, Node node)
    {
        var source = graph.Nodes[node.Inputs[0]];
        while (source.Operator is Flatten or SelectToken or Identity or Dropout)
        {
            source = graph.Nodes[source.Inputs[0]];
        }

        return source;
    }
}
