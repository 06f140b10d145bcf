using Transfer.Common;
using Transfer.Planning;
using Transfer.Recipes;

namespace Transfer.Rules;

/// <summary>TRF031: pretrained layers near the input learn faster than those near the head.</summary>
[RuleDescription("""
    Pretrained layers near the input learn faster than layers after them.
    """)]
[RuleExample(
    wrong: """
        Backbone.ResNet18().Pretrained()
            .Head(10)
            .Optimizer(Optimizers.AdamW(1e-3))
            .Group("layer4", learningRate: 1e-4)   // TRF031: learn at 0.001, faster than those after them
            .Group("fc", learningRate: 2e-3)
        """,
    right: """
        Backbone.ResNet18().Pretrained()
            .Head(10)
            .LearningRates(1e-5, 1e-3)
        """)]
internal sealed class RatesThatFallWithDepth() : Rule("TRF031", "Learning rates that fall with depth", Severity.Warning)
{
    public override IEnumerable<Finding> Check(SimulatedRecipe recipe)
    {
        // Of a custom module the order of execution is not known.
        if (!recipe.IsCertain || !Rates.AreKnown(recipe) || !recipe.IsPretrained || recipe.Graph is not { IsCustom: false } graph
            || !Rates.Differ(recipe))
        {
            yield break;
        }

        var reported = new HashSet<int>();
        foreach (var phase in recipe.Phases)
        {
            // Where one rate's layers stand on both sides of another's, no order can be wrong.
            var spans = phase.RatesIn(recipe)
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

    private sealed record Span(ParameterRate First, ParameterRate Last);
}
