using Transfer.Common;
using Transfer.Graphs;
using Transfer.Planning;
using Transfer.Recipes;
using Transfer.Recipes.Selection;

namespace Transfer.Rules;

/// <summary>TRF032: weight decay, dampening, a decay over layers or a group that nothing takes effect on.</summary>
[RuleDescription("""
    `NoDecay(…)` under an optimizer without weight decay, or over layers that are frozen; a `Group(…)` whose layer a later
    step removes; `LayerDecay(…)` where only the head trains; `dampening` without momentum.
    """)]
[RuleExample(
    wrong: """
        Backbone.ResNet18().Pretrained()
            .Head(10)
            .Optimizer(Optimizers.Adam(1e-4))
            .NoDecay(Layers.Biases, Layers.Norms)   // TRF032: Optimizers.Adam(0.0001) has no weight decay
        """,
    right: """
        Backbone.ResNet18().Pretrained()
            .Head(10)
            .Optimizer(Optimizers.AdamW(1e-4, weightDecay: 0.05))
            .NoDecay(Layers.Biases, Layers.Norms)
        """)]
internal sealed class SettingOfNothing() : Rule("TRF032", "Optimizer setting that changes nothing", Severity.Warning)
{
    public override IEnumerable<Finding> Check(SimulatedRecipe recipe) =>
        recipe.IsCertain && Rates.AreKnown(recipe) && recipe.Graph is { } graph
            ? [.. Undecayed(recipe, graph), .. Gone(recipe), .. WithoutStages(recipe, graph), .. Dampening(recipe)]
            : [];

    // NoDecay(…) where there is no decay to take off.
    private IEnumerable<Finding> Undecayed(SimulatedRecipe recipe, Graph graph)
    {
        var steps = recipe.Selections
            .Where(selection => selection.Place.Call is NoDecayStep)
            .GroupBy(selection => selection.Place);
        foreach (var step in steps)
        {
            var phases = recipe.Phases.Where(phase => step.Any(selection => phase.Selections.Contains(selection))).ToArray();
            var trains = new HashSet<string>(phases.SelectMany(phase => phase.Trainable()));
            foreach (var selection in step.Where(selection => IsFrozen(selection, trains)))
            {
                yield return At(
                    selection.ArgumentPlace,
                    $"{LayerNames.Literal(selection.Pattern)} in {step.Key} already has no weight decay: its "
                        + $"{Counted.Parameters(Elements(graph, selection))} are frozen",
                    "leave it out, or unfreeze it");
            }

            if (step.SelectMany(selection => selection.Parameters).Any(trains.Contains)
                && !phases.Any(phase => Decays(phase, step)))
            {
                yield return At(
                    step.Key,
                    $"{step.Key} removes nothing: {phases[0].Optimizer} has no weight decay",
                    "give the optimizer one, e.g. Optimizers.AdamW(…, weightDecay: 0.05), or drop the step");
            }
        }
    }

    // A kind of which all is frozen is no mistake: it stands for whatever trains.
    private static bool IsFrozen(Selection selection, HashSet<string> trains) =>
        Layers.KindOf(selection.Pattern) is null && selection.Parameters.Count > 0 && !selection.Parameters.Any(trains.Contains);

    private static bool Decays(SimulatedPhase phase, IEnumerable<Selection> step)
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
    private IEnumerable<Finding> Gone(SimulatedRecipe recipe)
    {
        HashSet<string>? names = null;
        foreach (var selection in recipe.Selections.Where(selection =>
            selection.Place.Call is GroupStep && selection.Parameters.Count > 0))
        {
            names ??= [.. recipe.Parameters.Select(parameter => parameter.Name)];
            if (!selection.Parameters.Any(names.Contains))
            {
                var head = recipe.LastIndex(step => step is HeadStep or FeaturesStep);
                yield return At(
                    selection.ArgumentPlace,
                    $"the group {LayerNames.Literal(selection.Pattern)} is empty: {Name(recipe, head)} takes off the "
                        + $"{Counted.Times(selection.Parameters.Count, "tensor")} that it names",
                    recipe.Steps[head] is HeadStep
                        ? "name what takes their place: Group(Layers.Head, …) after the head"
                        : "drop the group");
            }
        }
    }

    // LayerDecay(…) where only the head, which keeps the optimizer's rate, follows it.
    private IEnumerable<Finding> WithoutStages(SimulatedRecipe recipe, Graph graph)
    {
        var steps = recipe.Phases
            .Select(phase => (Phase: phase, Call: ParameterGroups.StageRates(phase) as LayerDecayStep))
            .Where(pair => pair.Call is not null)
            .GroupBy(pair => recipe.PlaceOf(pair.Phase, pair.Call!));
        foreach (var step in steps)
        {
            if (step.All(pair => pair.Phase.RatesIn(recipe)
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

    private IEnumerable<Finding> Dampening(SimulatedRecipe recipe)
    {
        // OneCycle sets the momentum itself.
        var reported = new HashSet<int>();
        foreach (var phase in recipe.Phases.Where(phase =>
            recipe.Knows(Steps.Schedule) && !phase.Steps.Any(step => step is ScheduleStep)))
        {
            if (phase.Last<OptimizerStep>() is { Settings: SgdSettings { Momentum: 0, Dampening: > 0 } settings } step
                && recipe.PlaceOf(phase, step) is var place && reported.Add(place.Step))
            {
                yield return At(
                    place,
                    $"dampening {Literal.Number(settings.Dampening)} changes nothing: it scales what enters the momentum, "
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
