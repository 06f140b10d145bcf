using Transfer.Architectures;
using Transfer.Graphs;
using Transfer.Rules;
using Transfer.Steps;

namespace Transfer.Planning;

/// <summary>The passes from recipe to plan.</summary>
internal static class Planner
{
    /// <summary>Plans a recipe; no plan when a rule finds an error.</summary>
    public static (Plan? Plan, IReadOnlyList<Finding> Findings) Plan(Architecture architecture, IReadOnlyList<Step> steps)
    {
        var facts = Simulation.Run(architecture, steps);
        var findings = RuleSet.Check(facts);
        return facts.Graph is null || findings.Any(finding => finding.Severity == Severity.Error)
            ? (null, findings)
            : (Plan(facts, facts.Graph, findings), findings);
    }

    private static Plan Plan(RecipeFacts facts, Graph graph, IReadOnlyList<Finding> findings) => PlanAssembly.Of(
        facts.Architecture,
        facts.Steps,
        facts.Weights,
        graph,
        Phases(facts, graph),
        facts.Selections.Select(selection => CountOf(facts, graph, selection)).ToEquatableList(),
        findings.ToEquatableList());

    private static EquatableList<Phase> Phases(RecipeFacts facts, Graph graph)
    {
        var phases = new List<Phase>();
        foreach (var phase in facts.Phases)
        {
            var optimizer = phase.Optimizer;
            var isOfAnotherKind = phases.Count > 0 && phases[phases.Count - 1].Optimizer.GetType() != optimizer.GetType();
            phases.Add(PlanPhase(phase, graph, optimizer, keepsState: !isOfAnotherKind && phase.Last<FreshOptimizerStep>() is null));
        }

        return phases.ToEquatableList();
    }

    private static Phase PlanPhase(PhaseFacts phase, Graph graph, OptimizerSettings optimizer, bool keepsState)
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

    private static SelectionCount CountOf(RecipeFacts facts, Graph graph, Selection selection)
    {
        var names = new HashSet<string>(selection.Parameters);
        return new SelectionCount(
            selection.Place.Call.ToString()!,
            facts.Phases.FirstOrDefault(phase => phase.Step == selection.Place.Step)?.Name,
            selection.Pattern,
            names.Count,
            graph.Parameters.Where(parameter => names.Contains(parameter.Name)).Sum(parameter => parameter.Shape.Elements));
    }
}
