using Transfer.Architectures;
using Transfer.Graphs;
using Transfer.Graphs.Operators;
using Transfer.Rules;
using Transfer.Steps;

namespace Transfer.Planning;

/// <summary>The passes from recipe to plan.</summary>
internal static class Planner
{
    private static readonly OptimizerSettings DefaultOptimizer = Optimizers.AdamW();
    private const int DefaultBatchSize = 32;

    /// <summary>Plans a recipe; no plan when a rule finds an error.</summary>
    public static (Plan? Plan, IReadOnlyList<Finding> Findings) Plan(Architecture architecture, IReadOnlyList<Step> steps)
    {
        var facts = Simulation.Run(architecture, steps);
        var findings = RuleSet.Check(facts);
        return facts.Graph is null || findings.Any(finding => finding.Severity == Severity.Error)
            ? (null, findings)
            : (Plan(facts, facts.Graph, findings), findings);
    }

    private static Plan Plan(RecipeFacts facts, Graph graph, IReadOnlyList<Finding> findings)
    {
        var pretrained = facts.Last<PretrainedStep>()?.Source switch
        {
            WeightsSource.Default => new WeightsSource.Entry(facts.Weights.Name),
            var source => source,
        };
        return new Plan(
            RecipeText.Of(facts.Architecture, facts.Steps),
            pretrained,
            PreprocessingFor(facts),
            graph,
            graph.Parameters
                .Zip(facts.Parameters, (tensor, fact) => new PlannedParameter(
                    tensor.Name,
                    tensor.Shape,
                    ProvenanceOf(fact, pretrained, graph)))
                .ToEquatableList(),
            EquatableList.Of(PlanPhase(facts, graph)),
            facts.Last<BatchSizeStep>()?.Images ?? DefaultBatchSize,
            facts.Last<SeedStep>()?.Value,
            findings.ToEquatableList())
        {
            Factory = new ModuleFactory(facts.Architecture.Factory),
        };
    }

    private static Provenance ProvenanceOf(ParameterFact parameter, WeightsSource? pretrained, Graph graph) =>
        parameter.HeadStep is not null ? Provenance.New
        : pretrained is not null ? Provenance.Pretrained
        : graph.IsOpaque ? Provenance.Factory
        : Provenance.New;

    private static Phase PlanPhase(RecipeFacts facts, Graph graph)
    {
        var optimizer = facts.Last<OptimizerStep>()?.Settings ?? DefaultOptimizer;
        var trainable = new HashSet<string>(
            facts.Parameters.Where(parameter => parameter.FrozenBy is null).Select(parameter => parameter.Name));
        var liveness = Liveness.Of(graph, trainable, facts.Last<BatchNormStep>()?.Mode ?? FrozenBatchNorm.Inference);
        return new Phase(
            "train",
            facts.Last<EpochsStep>()?.Count ?? 1,
            optimizer,
            Groups(facts, trainable, optimizer),
            liveness.InferenceNodes,
            liveness.Cut,
            Cost.Of(graph, trainable, liveness));
    }

    // A parameter that several groups name goes with the last, as later statements undo earlier ones.
    private static EquatableList<ParameterGroup> Groups(RecipeFacts facts, HashSet<string> trainable, OptimizerSettings optimizer)
    {
        const string Rest = "default";
        var groupSteps = facts.Selections
            .Where(selection => facts.Steps[selection.Step] is GroupStep)
            .Select(selection => (Step: (GroupStep)facts.Steps[selection.Step], selection.Parameters))
            .ToArray();
        var order = groupSteps.Select(group => group.Step.Layer).Distinct().Append(Rest).ToArray();
        var rates = new Dictionary<string, double> { [Rest] = optimizer.LearningRate };
        var groupOf = trainable.ToDictionary(name => name, _ => Rest);
        foreach (var (step, parameters) in groupSteps)
        {
            rates[step.Layer] = step.LearningRate;
            foreach (var name in parameters.Where(trainable.Contains))
            {
                groupOf[name] = step.Layer;
            }
        }

        return order
            .Select(group => new ParameterGroup(
                group,
                rates[group],
                optimizer.WeightDecay,
                facts.Parameters
                    .Where(parameter => groupOf.TryGetValue(parameter.Name, out var owner) && owner == group)
                    .Select(parameter => parameter.Name)
                    .ToEquatableList()))
            .Where(group => group.Parameters.Count > 0)
            .ToEquatableList();
    }

    private static Preprocessing PreprocessingFor(RecipeFacts facts)
    {
        var entry = facts.Weights.Preprocessing;
        if (facts.Last<InputSizeStep>() is not { } size)
        {
            return entry;
        }

        // The share of the picture that the crop keeps stays the entry's own (timm's crop_pct).
        var resize = size.Resize ?? (int)Math.Round(size.Pixels * (double)entry.Resize / entry.Crop, MidpointRounding.AwayFromZero);
        return entry with { Resize = resize, Crop = size.Pixels };
    }
}
