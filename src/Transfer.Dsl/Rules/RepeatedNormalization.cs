using Transfer.Graphs;
using Transfer.Planning;

namespace Transfer.Rules;

/// <summary>TRF025: a normalization of the head normalizes what is normalized already.</summary>
[RuleDescription("""
    The head has a normalization right after another: two of its own in a row, or a LayerNorm right after the LayerNorm that
    the backbone ends with (ViT, ConvNeXt).
    """)]
[RuleExample(
    wrong: """
        Backbone.ViTB16().Pretrained()
            .Head(h => h.LayerNorm().Linear(10))   // TRF025: normalizes what encoder.ln (LayerNorm) has normalized already
        """,
    right: """
        Backbone.ViTB16().Pretrained()
            .Head(10)
        """)]
internal sealed class RepeatedNormalization() : Rule("TRF025", "Double normalization", Severity.Warning)
{
    public override IEnumerable<Finding> Check(SimulatedRecipe recipe)
    {
        if (!recipe.IsCertain || recipe.Graph is not { } graph
            || recipe.Parameters.LastOrDefault(parameter => parameter.HeadStep is not null) is not { } head)
        {
            yield break;
        }

        foreach (var node in graph.Nodes.Where(node => node.Operator.IsNorm && HeadSurgery.IsHead(graph, node)))
        {
            var before = SourceOf(graph, node);

            // BatchNorm over features that LayerNorm gives is no repetition: it is how linear probes of transformers are trained.
            if (before.Operator.IsNorm && (HeadSurgery.IsHead(graph, before) || !node.Operator.HasRunningStatistics))
            {
                yield return At(
                    head.HeadStep!.Value,
                    $"{node.Path} ({node.Operator.DefinedBy.Name}) normalizes what {before.Path} "
                        + $"({before.Operator.DefinedBy.Name}) has normalized already",
                    $"leave the {node.Operator.DefinedBy.Name} of the head out");
            }
        }
    }

    // What only moves values about, or leaves some out, keeps them normalized.
    private static Node SourceOf(Graph graph, Node node)
    {
        var source = graph.Nodes[node.Inputs[0]];
        while (source.Operator.PassesValuesOn)
        {
            source = graph.Nodes[source.Inputs[0]];
        }

        return source;
    }
}
