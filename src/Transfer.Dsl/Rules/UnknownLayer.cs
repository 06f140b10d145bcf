using Transfer.Graphs;
using Transfer.Planning;
using Transfer.Steps;

namespace Transfer.Rules;

/// <summary>TRF003: a layer name or glob matches nothing.</summary>
internal sealed class UnknownLayer : Rule
{
    public override string Id => "TRF003";

    public override string Title => "Layer name that matches nothing";

    public override Severity Severity => Severity.Error;

    public override bool IsLasting => true;

    public override IEnumerable<Finding> Check(RecipeFacts facts)
    {
        if (!facts.IsCertain)
        {
            yield break;
        }

        foreach (var selection in facts.Selections.Where(selection => selection.Parameters.Count == 0))
        {
            var nearest = NearestNames.Of(selection.Pattern, Layers(facts.Graph!, ModulePath.Depth(selection.Pattern)));
            yield return At(
                selection.Step,
                $"{facts.Architecture.Name} has no layer {Code.Text(selection.Pattern)} with parameters",
                nearest.Count > 0
                    ? $"the nearest are {Code.Texts(nearest)}"
                    : $"its layers are {Code.Texts(Layers(facts.Graph!, 1).Distinct())}",
                selection.Argument);
        }
    }

    // Names of the pattern's own depth and one less: what was meant is seldom deeper than what was written.
    private static IEnumerable<string> Layers(Graph graph, int depth) =>
        from parameter in graph.Parameters
        from length in new[] { depth, depth - 1 }
        where length > 0
        select ModulePath.Prefix(parameter.Name, length);
}
