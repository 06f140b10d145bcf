using Transfer.Graphs;
using Transfer.Planning;
using Transfer.Steps;

namespace Transfer.Rules;

/// <summary>TRF033: training starts inside a residual block, so that the frozen prefix ends before it.</summary>
internal sealed class CutInsideBlock : Rule
{
    public override string Id => "TRF033";

    public override string Title => "Training that starts inside a block";

    public override Severity Severity => Severity.Info;

    public override IEnumerable<Finding> Check(RecipeFacts facts)
    {
        // Statistics that drift end the prefix before any block does.
        if (!facts.IsCertain || !facts.Knows(nameof(Recipe.BatchNorm)) || facts.Graph is not { IsOpaque: false } graph)
        {
            yield break;
        }

        var reported = new HashSet<int>();
        foreach (var phase in facts.Phases.Where(phase =>
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
                place.By,
                $"training starts at {gap.First.Path}, inside {gap.Block}, whose input is read again later: the frozen "
                    + "prefix ends "
                    + $"{(gap.Before is { } before ? "after " + before : "before everything")}, and "
                    + $"{Counted.Million(gap.MultiplyAdds)} multiply-adds an "
                    + "image of frozen layers are in no feature cache",
                $"start with the block, UnfreezeFrom({Code.Text(gap.Block)}), or after it",
                place.Argument,
                place.By.Call is UnfreezeFromStep ? [Edit.Replace(place.By, place.Argument, Code.Text(gap.Block))] : []);
        }
    }

    // Biases and normalizations are in every block: a recipe that names them by kind means no place.
    private static GraphTensor? Layer(Graph graph, string block, ISet<string> trainable) =>
        graph.Parameters.FirstOrDefault(parameter => ModulePath.IsWithin(parameter.Name, block)
        && trainable.Contains(parameter.Name)
        && !Selector.IsOfKind(Layers.Biases, parameter, graph)
        && !Selector.IsOfKind(Layers.Norms, parameter, graph));
}
