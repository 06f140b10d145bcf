using Transfer.Common;
using Transfer.Graphs;
using Transfer.Planning;
using Transfer.Recipes;
using Transfer.Recipes.Selection;

namespace Transfer.Rules;

/// <summary>TRF033: training starts inside a residual block, so that the frozen prefix ends before it.</summary>
[RuleDescription("""
    The first layer that trains stands inside a residual or dense block, behind frozen layers of the same block.
    """)]
[RuleExample(
    wrong: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .UnfreezeFrom("layer4.1.conv2")   // TRF033: the frozen prefix ends after layer4.0
            .Head(10)
        """,
    corrected: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .UnfreezeFrom("layer4.1")
            .Head(10)
        """)]
internal sealed class CutInsideBlock() : Rule("TRF033", "Training that starts inside a block", Severity.Info)
{
    public override IEnumerable<Finding> Check(SimulatedRecipe recipe)
    {
        // Statistics that drift end the prefix before any block does.
        if (!recipe.IsCertain || !recipe.Knows(Steps.BatchNorm) || recipe.Graph is not { IsCustom: false } graph)
        {
            yield break;
        }

        var reported = new HashSet<int>();
        foreach (var phase in recipe.Phases.Where(phase =>
            phase.NormMode == FrozenBatchNorm.Inference && LayerPlace.IsBetween(phase, graph)))
        {
            var trainable = phase.Trainable();
            var gap = FrozenGap.Of(graph, trainable, Liveness.Of(graph, trainable, phase.NormMode));
            if (gap is null || Layer(graph, gap.Block, trainable) is not { } layer
                || LayerPlace.Of(phase, graph, layer, gap.Frozen) is not { } place || !reported.Add(place.By.Step))
            {
                continue;
            }

            yield return At(
                place.Place,
                $"training starts at {gap.First.Path}, inside {gap.Block}, whose input is read again later: the frozen "
                    + "prefix ends "
                    + $"{(gap.Before is { } before ? "after " + before : "before everything")}, and "
                    + $"{Counted.Million(gap.MultiplyAdds)} multiply-adds an "
                    + "image of frozen layers are in no feature cache",
                $"start with the block, UnfreezeFrom({Literal.Text(gap.Block)}), or after it",
                place.By.Call is UnfreezeFromStep ? [Edit.Replace(place.Place, Literal.Text(gap.Block))] : []);
        }
    }

    // Biases and normalizations are in every block: a recipe that names them by kind means no place.
    private static GraphTensor? Layer(Graph graph, string block, ISet<string> trainable) =>
        graph.Parameters.FirstOrDefault(parameter => ModulePath.IsWithin(parameter.Name, block)
        && trainable.Contains(parameter.Name)
        && !Selector.IsOfKind(Layers.Biases, parameter, graph)
        && !Selector.IsOfKind(Layers.Norms, parameter, graph));
}
