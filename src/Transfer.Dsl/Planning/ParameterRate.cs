using Transfer.Graphs;
using Transfer.Recipes;
using Transfer.Recipes.Selection;

namespace Transfer.Planning;

/// <summary>The learning rate of one parameter that trains in a phase.</summary>
/// <param name="Tensor">The parameter.</param>
/// <param name="HeadStep">The step whose head it belongs to; null for the backbone's own.</param>
/// <param name="Rate">Its learning rate.</param>
/// <param name="By">The call that sets it; null when that is the default optimizer.</param>
internal sealed record ParameterRate(GraphTensor Tensor, int? HeadStep, double Rate, StepPlace? By)
{
    /// <summary>Returns the rates of all that trains in a phase, in state-dict order.</summary>
    public static IReadOnlyList<ParameterRate> Of(SimulatedRecipe recipe, SimulatedPhase phase)
    {
        var graph = recipe.Graph!;
        var rates = ParameterGroups.Of(phase, graph, phase.Optimizer)
            .SelectMany(group => group.Parameters.Select(name => (Name: name, Rate: group.LearningRate)))
            .ToDictionary(pair => pair.Name, pair => pair.Rate);
        var setters = new Dictionary<string, StepPlace>();
        foreach (var selection in phase.Selections.Where(selection => selection.Place.Call is GroupStep))
        {
            foreach (var name in selection.Parameters)
            {
                setters[name] = selection.Place;
            }
        }

        var general = General(recipe, phase);
        return graph.Parameters
            .Zip(phase.Parameters, (tensor, parameter) => (Tensor: tensor, Parameter: parameter))
            .Where(pair => pair.Parameter.FrozenBy is null)
            .Select(pair => new ParameterRate(
                pair.Tensor,
                pair.Parameter.HeadStep,
                rates[pair.Tensor.Name],
                setters.TryGetValue(pair.Tensor.Name, out var place) ? place : general))
            .ToArray();
    }

    /// <summary>
    /// Returns whether it belongs to pretrained layers as a whole. Biases and normalizations that train alone are another
    /// method, with rates of its own (BitFit: Zaken et al. 2021; fastai's <c>train_bn</c>).
    /// </summary>
    public bool IsBody(Graph graph) =>
        HeadStep is null
        && !Selector.IsOfKind(Layers.Head, Tensor, graph)
        && !Selector.IsOfKind(Layers.Biases, Tensor, graph)
        && !Selector.IsOfKind(Layers.Norms, Tensor, graph);

    // What sets the rates that no group sets. A decay over the layers takes shares of another call's rate.
    private static StepPlace? General(SimulatedRecipe recipe, SimulatedPhase phase)
    {
        var call = ParameterGroups.StageRates(phase) as LearningRatesStep
            ?? phase.Own.LastOrDefault(step => step is LearningRateStep or OptimizerStep)
            ?? phase.Last<OptimizerStep>();
        return call is null ? null : recipe.PlaceOf(phase, call);
    }
}
