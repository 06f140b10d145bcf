using Transfer.Common;
using Transfer.Graphs;
using Transfer.Planning;
using Transfer.Recipes.Selection;

namespace Transfer.Rules;

/// <summary>TRF003: a layer name or glob matches nothing.</summary>
[RuleDescription("""
    A module path or glob in `Freeze`, `Unfreeze`, `UnfreezeFrom` or `Group` names no layer with parameters.
    """)]
[RuleExample(
    wrong: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .UnfreezeFrom("layr4")   // TRF003: the nearest are "layer4", "layer1", "layer2"
            .Head(10)
        """,
    corrected: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .UnfreezeFrom("layer4")
            .Head(10)
        """)]
internal sealed class UnknownLayer() : Rule("TRF003", "Layer name that matches nothing", Severity.Error)
{
    public override bool IsLasting => true;

    public override IEnumerable<Finding> Check(SimulatedRecipe recipe)
    {
        if (!recipe.IsCertain)
        {
            yield break;
        }

        foreach (var selection in recipe.Selections.Where(selection => !selection.IsKnown))
        {
            var path = selection.Pattern.Substring(0, selection.Pattern.Length - (Layers.KindOf(selection.Pattern)?.Length ?? 0));
            var nearest = NearestNames.Of(path, LayersOf(recipe.Graph!, ModulePath.Depth(path)));
            yield return At(
                selection.ArgumentPlace,
                $"{recipe.Architecture.Name} has no layer {Literal.Text(path)} with parameters",
                nearest.Count > 0
                    ? $"the nearest are {Literal.Texts(nearest)}"
                    : $"its layers are {Literal.Texts(LayersOf(recipe.Graph!, 1).Distinct())}",
                [
                    .. nearest.Select(
                        name =>
                            Edit.Replace(
                                selection.ArgumentPlace, LayerNames.Literal(name + selection.Pattern.Substring(path.Length))))]);
        }
    }

    // Names of the pattern's own depth and one less: what was meant is seldom deeper than what was written.
    private static IEnumerable<string> LayersOf(Graph graph, int depth) =>
        from parameter in graph.Parameters
        from length in new[] { depth, depth - 1 }
        where length > 0
        select ModulePath.Prefix(parameter.Name, length);
}
