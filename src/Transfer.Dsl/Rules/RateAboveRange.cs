using Transfer.Graphs;
using Transfer.Planning;
using Transfer.Steps;

namespace Transfer.Rules;

/// <summary>TRF030: pretrained layers learn at a rate that is above what fine-tuning takes.</summary>
internal sealed class RateAboveRange : Rule
{
    private const double Rounding = 1e-12;

    public override string Id => "TRF030";

    public override string Title => "Learning rate above the range of fine-tuning";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Check(RecipeFacts facts)
    {
        if (!facts.IsCertain || !Rates.AreKnown(facts) || !facts.IsPretrained || facts.Graph is not { } graph)
        {
            yield break;
        }

        var reported = new HashSet<int>();
        foreach (var phase in facts.Phases.Where(phase =>
            phase.Parameters.Any(parameter => parameter is { HeadStep: null, FrozenBy: null })))
        {
            if (LargestRate(phase.Optimizer, facts.Thresholds) is not { } largest || !MayExceed(phase, largest))
            {
                continue;
            }

            var fast = phase.RatesIn(facts)
                .Where(rate => rate.By is not null && rate.Rate > largest + Rounding && rate.IsBody(graph))
                .GroupBy(rate => rate.By!);
            foreach (var by in fast.Where(by => reported.Add(by.Key.Step)))
            {
                yield return At(by.Key, MessageOf(phase.Optimizer, by.ToArray(), largest), RemedyOf(by.Key, graph, largest));
            }
        }
    }

    private static double? LargestRate(OptimizerSettings optimizer, Thresholds thresholds) => optimizer switch
    {
        SgdSettings sgd => thresholds.LargestSgdStep * (1 - sgd.Momentum) / Math.Max(1 - sgd.Dampening, Rounding),
        AdamSettings or AdamWSettings or NAdamSettings or RAdamSettings => thresholds.LargestAdamRate,
        RMSpropSettings => thresholds.LargestRMSpropRate,
        AdagradSettings => thresholds.LargestAdagradRate,
        _ => null,
    };

    // Cheap, as most recipes have no such rate.
    private static bool MayExceed(PhaseFacts phase, double largest) =>
        phase.Optimizer.LearningRate > largest
        || phase.Steps.Any(step => (step is GroupStep group && group.LearningRate > largest)
            || (step is LearningRatesStep rates && rates.Highest > largest));

    private static string MessageOf(OptimizerSettings optimizer, IReadOnlyList<RateFact> fast, double largest)
    {
        var name = optimizer.GetType().Name.Replace("Settings", string.Empty);
        var momentum = optimizer is SgdSettings { Momentum: > 0 } sgd
            ? $" with momentum {Code.Number(sgd.Momentum)}"
            : string.Empty;
        var parameters = Counted.Parameters(fast.Sum(rate => rate.Tensor.Shape.Elements));
        return $"{parameters} of pretrained layers, {fast[0].Tensor.Name} first, learn at "
            + $"{Counted.Rate(fast.Max(rate => rate.Rate))}: fine-tuning by {name}{momentum} takes at most "
            + $"{Counted.Rate(largest)}, "
            + "above that what they know is lost";
    }

    private static string RemedyOf(StepPlace by, Graph graph, double largest)
    {
        var usual = Counted.Rate(largest / 10);
        return by.Call is GroupStep group
            ? $"lower it: Group({Code.Layer(group.Layer)}, learningRate: {usual})"
            : $"lower it to {usual} or so, and give the head its own: Group({Code.Text(graph.HeadPath)}, learningRate: …)";
    }
}
