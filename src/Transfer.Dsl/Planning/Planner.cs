using Transfer.Architectures;
using Transfer.Graphs;
using Transfer.Graphs.Operators;
using Transfer.Rules;
using Transfer.Steps;

namespace Transfer.Planning;

/// <summary>The passes from recipe to plan.</summary>
internal static class Planner
{
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
            Phases(facts, graph),
            facts.Last<ScheduleStep>()?.Schedule ?? Schedules.Constant(),
            Training(facts),
            facts.Last<BatchSizeStep>()?.Images ?? DefaultBatchSize,
            facts.Last<SeedStep>()?.Value,
            pretrained is null ? EquatableList<WeightAdaptation>.Empty : InputChannels.AdaptationsFor(graph),
            facts.Selections.Select(selection => CountOf(facts, graph, selection)).ToEquatableList(),
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

    private static TrainingSettings Training(RecipeFacts facts)
    {
        var augmentations = facts.Steps.OfType<AugmentStep>().SelectMany(step => step.Augmentations).ToArray();
        return new TrainingSettings(
            facts.Last<LossStep>()?.Loss ?? TrainingSettings.Default.Loss,
            augmentations.OfType<ImageAugmentation>().ToEquatableList(),
            augmentations.OfType<BatchAugmentation>().ToEquatableList(),
            facts.Last<BalancedSamplingStep>() is not null,
            facts.Last<EarlyStoppingStep>()?.Settings,
            facts.Last<ClipGradientsStep>()?.Settings,
            facts.Last<AccumulateStep>()?.Batches ?? TrainingSettings.Default.AccumulationSteps,
            facts.Last<AverageWeightsStep>()?.Decay);
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

    private static Preprocessing PreprocessingFor(RecipeFacts facts)
    {
        var channels = facts.Graph!.Input[0];
        var rgb = facts.Weights.Preprocessing;
        var entry = rgb with
        {
            Mean = InputChannels.Statistics(rgb.Mean, channels),
            Std = InputChannels.Statistics(rgb.Std, channels),
        };
        if (facts.Last<InputSizeStep>() is not { } size)
        {
            return entry;
        }

        // The share of the picture that the crop keeps stays the entry's own (timm's crop_pct).
        var resize = size.Resize ?? (int)Math.Round(size.Pixels * (double)entry.Resize / entry.Crop, MidpointRounding.AwayFromZero);
        return entry with { Resize = resize, Crop = size.Pixels };
    }
}
