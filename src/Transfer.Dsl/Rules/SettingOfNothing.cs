using Transfer.Graphs;
using Transfer.Planning;
using Transfer.Steps;

namespace Transfer.Rules;

/// <summary>TRF032: weight decay, dampening, a decay over layers or a group that nothing takes effect on.</summary>
internal sealed class SettingOfNothing : Rule
{
    public override string Id => "TRF032";

    public override string Title => "Optimizer setting that changes nothing";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Check(RecipeFacts facts) =>
        facts.IsCertain && Rates.AreKnown(facts) && facts.Graph is { } graph
            ? [.. Undecayed(facts, graph), .. Gone(facts), .. WithoutStages(facts, graph), .. Dampening(facts)]
            : [];

    // NoDecay(…) where there is no decay to take off.
    private IEnumerable<Finding> Undecayed(RecipeFacts facts, Graph graph)
    {
        var steps = facts.Selections
            .Where(selection => selection.Place.Call is NoDecayStep)
            .GroupBy(selection => selection.Place);
        foreach (var step in steps)
        {
            var phases = facts.Phases.Where(phase => step.Any(selection => phase.Selections.Contains(selection))).ToArray();
            var trains = new HashSet<string>(phases.SelectMany(phase => phase.Trainable()));
            foreach (var selection in step.Where(selection => IsFrozen(selection, trains)))
            {
                yield return At(
                    step.Key,
                    $"{Code.Layer(selection.Pattern)} in {step.Key} has no weight decay as it is: its "
                        + $"{Counted.Parameters(Elements(graph, selection))} are frozen",
                    "leave it out, or unfreeze it",
                    selection.Argument);
            }

            if (step.SelectMany(selection => selection.Parameters).Any(trains.Contains)
                && !phases.Any(phase => Decays(phase, step)))
            {
                yield return At(
                    step.Key,
                    $"{step.Key} takes off nothing: {phases[0].Optimizer} has no weight decay",
                    "give the optimizer one, e.g. Optimizers.AdamW(…, weightDecay: 0.05), or drop the step");
            }
        }
    }

    // A kind of which all is frozen is no mistake: it stands for whatever trains.
    private static bool IsFrozen(Selection selection, HashSet<string> trains) =>
        Layers.KindOf(selection.Pattern) is null && selection.Parameters.Count > 0 && !selection.Parameters.Any(trains.Contains);

    private static bool Decays(PhaseFacts phase, IEnumerable<Selection> step)
    {
        var trains = phase.Trainable();
        var decays = new Dictionary<string, double>();
        foreach (var selection in phase.Selections.Where(selection => selection.Place.Call is GroupStep))
        {
            foreach (var name in selection.Parameters)
            {
                decays[name] = ((GroupStep)selection.Place.Call).WeightDecay ?? phase.Optimizer.WeightDecay;
            }
        }

        return step
            .SelectMany(selection => selection.Parameters)
            .Where(trains.Contains)
            .Any(name => (decays.TryGetValue(name, out var decay) ? decay : phase.Optimizer.WeightDecay) > 0);
    }

    // A group of the head that a later step took off.
    private IEnumerable<Finding> Gone(RecipeFacts facts)
    {
        foreach (var selection in facts.Selections.Where(selection =>
            selection.Place.Call is GroupStep && selection.Parameters.Count > 0))
        {
            var names = new HashSet<string>(facts.Parameters.Select(parameter => parameter.Name));
            if (!selection.Parameters.Any(names.Contains))
            {
                var head = facts.LastIndex(step => step is HeadStep or FeaturesStep);
                yield return At(
                    selection.Place,
                    $"the group {Code.Layer(selection.Pattern)} is empty: {Name(facts, head)} takes off the "
                        + $"{Counted.Times(selection.Parameters.Count, "tensor")} that it names",
                    facts.Steps[head] is HeadStep
                        ? "name what takes their place: Group(Layers.Head, …) after the head"
                        : "drop the group",
                    selection.Argument);
            }
        }
    }

    // LayerDecay(…) where only the head, which keeps the optimizer's rate, follows it.
    private IEnumerable<Finding> WithoutStages(RecipeFacts facts, Graph graph)
    {
        var steps = facts.Phases
            .Select(phase => (Phase: phase, Call: ParameterGroups.StageRates(phase) as LayerDecayStep))
            .Where(pair => pair.Call is not null)
            .GroupBy(pair => facts.PlaceOf(pair.Phase, pair.Call!));
        foreach (var step in steps)
        {
            if (step.All(pair => pair.Phase.RatesIn(facts)
                .All(rate => rate.By?.Call is GroupStep || Selector.IsOfKind(Layers.Head, rate.Tensor, graph)))
                && step.Any(pair => pair.Phase.Trainable().Count > 0))
            {
                yield return At(
                    step.Key,
                    $"{step.Key} changes no rate: what it would lower is frozen, or has a group of its own, and the head "
                        + "keeps the optimizer's",
                    "unfreeze layers, e.g. UnfreezeAll(), or drop the step");
            }
        }
    }

    private IEnumerable<Finding> Dampening(RecipeFacts facts)
    {
        // OneCycle sets the momentum itself.
        var reported = new HashSet<int>();
        foreach (var phase in facts.Phases.Where(phase =>
            facts.Knows(nameof(Recipe.Schedule)) && !phase.Steps.Any(step => step is ScheduleStep)))
        {
            if (phase.Last<OptimizerStep>() is { Settings: SgdSettings { Momentum: 0, Dampening: > 0 } settings } step
                && facts.PlaceOf(phase, step) is var place && reported.Add(place.Step))
            {
                yield return At(
                    place,
                    $"dampening {Code.Number(settings.Dampening)} changes nothing: it scales what enters the momentum, "
                        + "and there is none",
                    "give a momentum, e.g. 0.9, or leave the dampening out");
            }
        }
    }

    private static long Elements(Graph graph, Selection selection)
    {
        var names = new HashSet<string>(selection.Parameters);
        return graph.Parameters.Where(parameter => names.Contains(parameter.Name)).Sum(parameter => parameter.Shape.Elements);
    }
}
