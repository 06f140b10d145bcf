using Transfer.Planning;
using Transfer.Steps;

namespace Transfer.Rules;

/// <summary>TRF029: while the head is new, pretrained layers learn as fast as it does, or faster.</summary>
internal sealed class RateOfPretrainedLayers : Rule
{
    /// <summary>The share of the head's rate that the remedy proposes for pretrained layers.</summary>
    private const double UsualShare = 0.1;

    public override string Id => "TRF029";

    public override string Title => "Pretrained layers that learn as fast as the new head";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Check(RecipeFacts facts)
    {
        // One rate for all is a plain fine-tune: only rates that the recipe tells apart can be the wrong way round.
        if (!facts.IsCertain || !Rates.AreKnown(facts) || !facts.IsPretrained || !Rates.Differ(facts))
        {
            yield break;
        }

        var graph = facts.Graph!;
        var phase = facts.Phases.FirstOrDefault(one =>
            one.Parameters.Any(parameter => parameter.HeadStep is not null && parameter.FrozenBy is null));
        if (phase is null)
        {
            yield break;
        }

        var rates = phase.RatesIn(facts);
        var head = rates.Where(rate => rate.HeadStep is not null).OrderByDescending(rate => rate.Rate).First();
        var fast = rates
            .Where(rate => rate.IsBody(graph) && IsTooFast(rate, head))
            .GroupBy(rate => rate.By?.Call is GroupStep ? rate.By : head.By);
        foreach (var by in fast.Where(by => by.Key is not null))
        {
            var fastest = by.OrderByDescending(rate => rate.Rate).First();
            var remedy = UsualShare * head.Rate;
            yield return At(
                by.Key!,
                $"{Counted.Parameters(by.Sum(rate => rate.Tensor.Shape.Elements))} of pretrained layers, "
                    + $"{fastest.Tensor.Name} first, learn at "
                    + $"{Counted.Rate(fastest.Rate)}, the new head at {Counted.Rate(head.Rate)}",
                by.Key!.Call is GroupStep group && ReferenceEquals(by.Key, fastest.By)
                    ? $"give them less, e.g. a tenth: Group({Code.Layer(group.Layer)}, learningRate: {Counted.Rate(remedy)})"
                    : "give the head the higher rate");
        }
    }

    // A group at the head's own rate says that it is another one; with a decay or a name of its own it has its use.
    private static bool IsTooFast(RateFact rate, RateFact head) =>
        rate.Rate > head.Rate || (rate.Rate == head.Rate && rate.By?.Call is GroupStep { WeightDecay: null, Name: null });
}
