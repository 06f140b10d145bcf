using Transfer.Planning;
using Transfer.Steps;

namespace Transfer.Rules;

/// <summary>TRF038: L-BFGS with several parameter groups, or over several batches a step.</summary>
internal sealed class LbfgsLimits : Rule
{
    public override string Id => "TRF038";

    public override string Title => "L-BFGS with groups or accumulation";

    public override Severity Severity => Severity.Error;

    public override IEnumerable<Finding> Check(RecipeFacts facts)
    {
        if (!facts.IsCertain || !Rates.AreKnown(facts) || facts.Graph is not { } graph)
        {
            yield break;
        }

        var phases = facts.Phases.Where(phase => phase.Optimizer is LbfgsSettings).ToArray();
        var reported = new HashSet<int>();
        foreach (var phase in phases)
        {
            var groups = ParameterGroups.Of(phase, graph, phase.Optimizer);
            var call = phase.Steps.LastOrDefault(step => step is GroupStep or LearningRatesStep or LayerDecayStep);
            if (groups.Count > 1 && call is not null && reported.Add(facts.PlaceOf(phase, call).Step))
            {
                yield return At(
                    facts.PlaceOf(phase, call),
                    $"L-BFGS moves all parameters along one direction, at one rate; phase {Code.Text(phase.Name)} has "
                        + $"{Code.Number(groups.Count)} groups, "
                        + Code.Texts(groups.Select(group => group.Name)),
                    "drop the groups, or use another optimizer");
            }
        }

        if (phases.Length > 0 && facts.Knows(nameof(Recipe.Accumulate))
            && facts.Last<AccumulateStep>() is { Batches: > 1 } accumulate)
        {
            yield return At(
                facts.LastIndex<AccumulateStep>(),
                "L-BFGS evaluates the loss of a batch several times a step: it can't accumulate "
                    + $"{Code.Number(accumulate.Batches)} batches",
                "leave Accumulate out and use batches of that size, or another optimizer");
        }
    }
}
