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

        foreach (var selection in facts.Selections.Where(selection => !selection.IsKnown))
        {
            var path = selection.Pattern.Substring(0, selection.Pattern.Length - (Layers.KindOf(selection.Pattern)?.Length ?? 0));
            var nearest = NearestNames.Of(path, LayersOf(facts.Graph!, ModulePath.Depth(path)));
            yield return At(
                selection.Place,
                $"{facts.Architecture.Name} has no layer {Code.Text(path)} with parameters",
                nearest.Count > 0
                    ? $"the nearest are {Code.Texts(nearest)}"
                    : $"its layers are {Code.Texts(LayersOf(facts.Graph!, 1).Distinct())}",
                selection.Argument,
                [.. nearest.Select(name => Edit.Replace(selection.Place, selection.Argument, Code.Layer(name + selection.Pattern.Substring(path.Length))))]);
        }
    }

    // Names of the pattern's own depth and one less: what was meant is seldom deeper than what was written.
    private static IEnumerable<string> LayersOf(Graph graph, int depth) =>
        from parameter in graph.Parameters
        from length in new[] { depth, depth - 1 }
        where length > 0
        select ModulePath.Prefix(parameter.Name, length);
}
