using Transfer.Graphs;
using Transfer.Planning;
using Transfer.Steps;

namespace Transfer.Rules;

/// <summary>TRF034: layers train below frozen ones, through which gradients must go back.</summary>
internal sealed class TrainingBelowFrozenLayers : Rule
{
    public override string Id => "TRF034";

    public override string Title => "Training below frozen layers";

    public override Severity Severity => Severity.Info;

    public override IEnumerable<Finding> Check(RecipeFacts facts)
    {
        if (!facts.IsCertain || facts.Graph is not { IsOpaque: false } graph)
        {
            yield break;
        }

        var reported = new HashSet<int>();
        foreach (var phase in facts.Phases.Where(phase => LayerPlace.IsBetween(phase, graph)))
        {
            var detour = GradientDetour.Of(graph, phase.Trainable());
            if (detour is null || LayerPlace.Of(phase, graph, detour.Low, detour.Frozen) is not { } place
                || IsGlob(place) || !reported.Add(place.By.Step))
            {
                continue;
            }

            yield return At(
                place.By,
                $"{graph.Nodes[detour.Low.Node].Path} trains below {Named(detour.Frozen)}: gradients go back through what "
                    + "is frozen, "
                    + $"{Counted.Million(detour.MultiplyAdds)} multiply-adds and up to {Counted.Number(detour.Bytes)} "
                    + "bytes of activations an image",
                $"freeze it too, or train all that is above: UnfreezeFrom({Code.Text(graph.Nodes[detour.Low.Node].Path)})",
                place.Argument);
        }
    }

    private static string Named(IReadOnlyList<Node> frozen) => Counted.Times(frozen.Count, "frozen layer") + ", " + frozen[0].Path
        + (frozen.Count == 1 ? string.Empty : " to " + frozen[frozen.Count - 1].Path);

    // A glob names layers all over the network on purpose.
    private static bool IsGlob(LayerPlace place) => place.Pattern is { } pattern && pattern.IndexOfAny(['*', '?']) >= 0;
}
