using Transfer.Planning;
using Transfer.Steps;

namespace Transfer.Rules;

/// <summary>TRF031: pretrained layers near the input learn faster than those near the head.</summary>
internal sealed class RatesThatFallWithDepth : Rule
{
    public override string Id => "TRF031";

    public override string Title => "Learning rates that fall with depth";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Check(RecipeFacts facts)
    {
        // Of a module of one's own the order of execution is not known.
        if (!facts.IsCertain || !Rates.AreKnown(facts) || !facts.IsPretrained || facts.Graph is not { IsOpaque: false } graph
            || !Rates.Differ(facts))
        {
            yield break;
        }

        var reported = new HashSet<int>();
        foreach (var phase in facts.Phases)
        {
            // Where one rate's layers stand on both sides of another's, no order can be wrong.
            var spans = phase.RatesIn(facts)
                .Where(rate => rate.IsBody(graph))
                .GroupBy(rate => rate.Rate)
                .Select(layers => new Span(
                    layers.OrderBy(rate => rate.Tensor.Node).First(),
                    layers.OrderBy(rate => rate.Tensor.Node).Last()))
                .OrderBy(span => span.First.Tensor.Node)
                .ToArray();
            foreach (var (early, late) in spans.Zip(spans.Skip(1), (early, late) => (early, late)))
            {
                if (early.Last.Tensor.Node < late.First.Tensor.Node && early.First.Rate > late.First.Rate
                    && (early.First.By?.Call is GroupStep ? early : late).First.By is { } by && reported.Add(by.Step))
                {
                    yield return At(
                        by,
                        $"the layers from {early.First.Tensor.Name} to {early.Last.Tensor.Name} learn at "
                            + $"{Counted.Rate(early.First.Rate)}, faster than those "
                            + $"after them from {late.First.Tensor.Name} on, at {Counted.Rate(late.First.Rate)}",
                        "let rates rise towards the head, LearningRates(lowest, highest) or LayerDecay(0.75), or freeze "
                            + "the early layers");
                }
            }
        }
    }

    private sealed record Span(RateFact First, RateFact Last);
}
