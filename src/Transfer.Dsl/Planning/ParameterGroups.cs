using Transfer.Common;
using Transfer.Graphs;
using Transfer.Recipes;

namespace Transfer.Planning;

/// <summary>Puts the trainable parameters of a phase into groups, each into one.</summary>
internal static class ParameterGroups
{
    private const string Rest = "default";
    private const string WithoutDecay = ", no decay";

    /// <summary>
    /// Returns the groups, without empty ones: those that the recipe names, in its order; then the stages, where rates follow
    /// depth; then the rest.
    /// </summary>
    public static EquatableList<ParameterGroup> Of(SimulatedPhase phase, Graph graph, OptimizerSettings optimizer)
    {
        var groups = new Dictionary<string, (double Rate, double Decay)>();
        var groupOf = new Dictionary<string, string>();
        var order = new List<string>();
        AddStages(phase, graph, optimizer, groups, groupOf);
        order.AddRange(groups.Keys);

        // A parameter that several groups name goes with the last, as later statements undo earlier ones.
        var named = new List<string>();
        foreach (var selection in phase.Selections.Where(selection => selection.Place.Call is GroupStep))
        {
            var step = (GroupStep)selection.Place.Call;
            groups[step.Group] = (step.LearningRate, step.WeightDecay ?? optimizer.WeightDecay);
            named.Add(step.Group);
            foreach (var name in selection.Parameters)
            {
                groupOf[name] = step.Group;
            }
        }

        var undecayed = new HashSet<string>(
            phase.Selections
                .Where(selection => selection.Place.Call is NoDecayStep)
                .SelectMany(selection => selection.Parameters));
        var trainable = phase.Parameters
            .Where(parameter => parameter.FrozenBy is null)
            .Select(parameter => parameter.Name)
            .ToArray();
        return named.Concat(order)
            .Distinct()
            .SelectMany(group => Split(
                group,
                groups[group].Rate,
                groups[group].Decay,
                trainable.Where(name => groupOf[name] == group).ToArray(),
                undecayed))
            .ToEquatableList();
    }

    /// <summary>Returns a group's name without the mark of its part that has no weight decay.</summary>
    public static string NameOf(ParameterGroup group) => group.Name.EndsWith(WithoutDecay, StringComparison.Ordinal)
        ? group.Name.Substring(0, group.Name.Length - WithoutDecay.Length)
        : group.Name;

    // Every parameter gets a group here; those that the recipe names come later.
    private static void AddStages(
        SimulatedPhase phase,
        Graph graph,
        OptimizerSettings optimizer,
        Dictionary<string, (double Rate, double Decay)> groups,
        Dictionary<string, string> groupOf)
    {
        if (RatesOf(phase, optimizer) is not { } rateOf)
        {
            groups[Rest] = (optimizer.LearningRate, optimizer.WeightDecay);
            foreach (var parameter in graph.Parameters)
            {
                groupOf[parameter.Name] = Rest;
            }

            return;
        }

        var stages = Stages.Of(graph);
        for (var i = 0; i < stages.Count; i++)
        {
            groups[stages[i].Name] = (rateOf(i, stages.Count), optimizer.WeightDecay);
            foreach (var parameter in graph.Parameters.Where(parameter => stages[i].Nodes[parameter.Node]))
            {
                groupOf[parameter.Name] = stages[i].Name;
            }
        }
    }

    /// <summary>
    /// Returns the step by which rates follow depth in a phase; null when all have the optimizer's. Of several the last holds.
    /// </summary>
    public static Step? StageRates(SimulatedPhase phase)
    {
        var last = phase.Steps.LastOrDefault(step => step is LearningRatesStep or LayerDecayStep);

        // A rate that the phase sets replaces rates that the recipe names, not of shares of the rate.
        var isReplaced = last is LearningRatesStep && !phase.Own.Contains(last)
            && phase.Own.Any(step => step is LearningRateStep or OptimizerStep);
        return isReplaced ? null : last;
    }

    /// <summary>Returns the rate of each stage of so many; null when all have the optimizer's.</summary>
    private static Func<int, int, double>? RatesOf(SimulatedPhase phase, OptimizerSettings optimizer) => StageRates(phase) switch
    {
        // fastai's even_mults.
        LearningRatesStep rates => (stage, count) => stage == count - 1
            ? rates.Highest
            : rates.Lowest * Math.Pow(rates.Highest / rates.Lowest, (double)stage / (count - 1)),
        LayerDecayStep decay => (stage, count) => optimizer.LearningRate * Math.Pow(decay.Decay, count - 1 - stage),
        _ => null,
    };

    private static IEnumerable<ParameterGroup> Split(
        string name, double rate, double decay, string[] parameters, HashSet<string> undecayed)
    {
        var with = parameters.Where(parameter => decay > 0 && !undecayed.Contains(parameter)).ToEquatableList();
        var without = parameters.Where(parameter => decay == 0 || undecayed.Contains(parameter)).ToEquatableList();
        if (with.Count > 0)
        {
            yield return new ParameterGroup(name, rate, decay, with);
        }

        if (without.Count > 0)
        {
            yield return new ParameterGroup(with.Count > 0 ? name + WithoutDecay : name, rate, 0, without);
        }
    }
}
