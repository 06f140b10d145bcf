using Transfer.Architectures;
using Transfer.Common;
using Transfer.Graphs;
using Transfer.Planning;
using Transfer.Recipes;
using Transfer.Rules;

namespace Transfer.Plans;

/// <summary>The passes from recipe to plan.</summary>
internal static class Planner
{
    /// <summary>Plans a recipe; no plan when a rule finds an error.</summary>
    public static (Plan? Plan, IReadOnlyList<Finding> Findings) Plan(Architecture architecture, IReadOnlyList<Step> steps)
    {
        var recipe = Simulation.Run(architecture, steps);
        var findings = RuleSet.Check(recipe);
        return recipe.Graph is null || findings.Any(finding => finding.Severity == Severity.Error)
            ? (null, findings)
            : (Plan(recipe, recipe.Graph, findings), findings);
    }

    private static Plan Plan(SimulatedRecipe recipe, Graph graph, IReadOnlyList<Finding> findings) => PlanAssembly.Of(
        recipe.Architecture,
        recipe.Steps,
        recipe.Weights,
        graph,
        Phases(recipe, graph),
        recipe.Selections.Select(selection => CountOf(recipe, graph, selection)).ToEquatableList(),
        findings.ToEquatableList());

    private static EquatableList<Phase> Phases(SimulatedRecipe recipe, Graph graph)
    {
        var phases = new List<Phase>();
        foreach (var phase in recipe.Phases)
        {
            var optimizer = phase.Optimizer;
            var isOfAnotherKind = phases.Count > 0 && phases[phases.Count - 1].Optimizer.GetType() != optimizer.GetType();
            phases.Add(
                PlanPhase(phase, graph, optimizer, keepsState: !isOfAnotherKind && phase.Last<FreshOptimizerStep>() is null));
        }

        return phases.ToEquatableList();
    }

    private static Phase PlanPhase(SimulatedPhase phase, Graph graph, OptimizerSettings optimizer, bool keepsState)
    {
        var trainable = phase.Trainable();
        var liveness = Liveness.Of(graph, trainable, phase.NormMode);
        return new Phase(
            phase.Name,
            phase.Epochs,
            optimizer,
            ParameterGroups.Of(phase, graph, optimizer),
            liveness.InferenceNodes,
            liveness.Cut,
            Cost.Of(graph, trainable, liveness),
            phase.Own.OfType<ScheduleStep>().LastOrDefault()?.Schedule,
            keepsState);
    }

    private static SelectionCount CountOf(SimulatedRecipe recipe, Graph graph, Selection selection)
    {
        var names = new HashSet<string>(selection.Parameters);
        return new SelectionCount(
            selection.Place.Call.ToString()!,
            recipe.Phases.FirstOrDefault(phase => phase.Step == selection.Place.Step)?.Name,
            selection.Pattern,
            names.Count,
            graph.Parameters.Where(parameter => names.Contains(parameter.Name)).Sum(parameter => parameter.Shape.Elements));
    }
}
