using Transfer.Common;
using Transfer.Graphs;
using Transfer.Planning;

namespace Transfer.Rules;

/// <summary>TRF034: layers train below frozen ones, through which gradients must go back.</summary>
[RuleDescription("""
    Layers train, and layers above them are frozen.
    """)]
[RuleExample(
    wrong: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .Unfreeze("layer1")   // TRF034: layer1.0.conv1 trains below 15 frozen layers
            .Head(10)
        """,
    right: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .UnfreezeFrom("layer4")
            .Head(10)
        """)]
internal sealed class TrainingBelowFrozenLayers() : Rule("TRF034", "Training below frozen layers", Severity.Info)
{
    public override IEnumerable<Finding> Check(SimulatedRecipe recipe)
    {
        if (!recipe.IsCertain || recipe.Graph is not { IsCustom: false } graph)
        {
            yield break;
        }

        var reported = new HashSet<int>();
        foreach (var phase in recipe.Phases.Where(phase => LayerPlace.IsBetween(phase, graph)))
        {
            var detour = GradientDetour.Of(graph, phase.Trainable());
            if (detour is null || LayerPlace.Of(phase, graph, detour.Low, detour.Frozen) is not { } place
                || IsGlob(place) || !reported.Add(place.By.Step))
            {
                continue;
            }

            yield return At(
                place.Place,
                $"{graph.Nodes[detour.Low.Node].Path} trains below {Named(detour.Frozen)}: gradients go back through what "
                    + "is frozen, "
                    + $"{Counted.Million(detour.MultiplyAdds)} multiply-adds and up to {Counted.Number(detour.Bytes)} "
                    + "bytes of activations an image",
                $"freeze it too, or train all that is above: UnfreezeFrom({Literal.Text(graph.Nodes[detour.Low.Node].Path)})");
        }
    }

    private static string Named(IReadOnlyList<Node> frozen) => Counted.Times(frozen.Count, "frozen layer") + ", " + frozen[0].Path
        + (frozen.Count == 1 ? string.Empty : " to " + frozen[frozen.Count - 1].Path);

    // A glob names layers all over the network on purpose.
    private static bool IsGlob(LayerPlace place) => place.Pattern is { } pattern && pattern.IndexOfAny(['*', '?']) >= 0;
}
