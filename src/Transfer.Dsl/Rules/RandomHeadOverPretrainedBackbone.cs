using Transfer.Graphs;
using Transfer.Planning;
using Transfer.Steps;

namespace Transfer.Rules;

/// <summary>
/// TRF017: a random head and the whole pretrained backbone train together from the first step, at a high rate: the gradients that the
/// random head sends back distort the pretrained features (Kumar et al. 2022).
/// </summary>
internal sealed class RandomHeadOverPretrainedBackbone : Rule
{
    // The share of the rate below which a run's first step counts as one of a warm-up.
    private const double WarmUp = 0.5;

    public override string Id => "TRF017";

    public override string Title => "Random head over an unfrozen pretrained backbone";

    public override Severity Severity => Severity.Info;

    public override IEnumerable<Finding> Check(RecipeFacts facts)
    {
        if (!facts.IsPretrained || !facts.IsSound || facts.FirstTrainingStep < 0 || facts.HasNoHead
            || facts.LastIndex<HeadStep>() is not (>= 0 and var head)
            || !facts.Knows(
                nameof(Recipe.Optimizer), nameof(Recipe.Group), nameof(Recipe.LearningRates), nameof(Recipe.LayerDecay), nameof(Recipe.Schedule)))
        {
            yield break;
        }

        var phase = facts.Phases[0];
        var graph = facts.Graph!;
        if (!BackboneTrains(phase, graph) || IsWarmedUp(phase))
        {
            yield break;
        }

        var (ofBackbone, ofHead) = Rates(phase, graph);
        if (ofBackbone >= ofHead && ofHead > 0 && ofBackbone > Gentle(phase.Optimizer, facts.Thresholds))
        {
            var pretrained = phase.Parameters.Where(parameter => parameter.HeadStep is null).Sum(parameter => parameter.Elements);
            yield return At(
                head,
                $"{Name(facts, head)} is random, and from the first step {Counted.Parameters(pretrained)} of the pretrained backbone "
                    + $"train with it at {Counted.Rate(ofBackbone)}: its gradients distort them",
                "train the head first, with TwoPhase or FineTune, or give the backbone a lower rate or a warm-up");
        }
    }

    // Norms and biases alone do not change what a frozen filter sees by much, and are trained or frozen apart on purpose.
    private static bool BackboneTrains(PhaseFacts phase, Graph graph) =>
        !phase.TrainsNothing
        && phase.Parameters
            .Zip(graph.Parameters, (fact, tensor) => (Fact: fact, Tensor: tensor))
            .Where(parameter => parameter.Fact.FrozenBy is not null)
            .All(parameter => parameter.Fact.HeadStep is null
                && (Selector.IsOfKind(Layers.Norms, parameter.Tensor, graph) || Selector.IsOfKind(Layers.Biases, parameter.Tensor, graph)));

    private static bool IsWarmedUp(PhaseFacts phase)
    {
        var schedule = phase.Last<ScheduleStep>()?.Schedule ?? Schedules.Constant();
        return schedule.Rate(1, new ScheduleClock(0, 0, 100, phase.Epochs)) <= WarmUp;
    }

    private static (double OfBackbone, double OfHead) Rates(PhaseFacts phase, Graph graph)
    {
        var ofHead = new HashSet<string>(
            phase.Parameters.Where(parameter => parameter.HeadStep is not null).Select(parameter => parameter.Name));
        var groups = ParameterGroups.Of(phase, graph, phase.Optimizer);
        double Highest(Func<string, bool> isAmong) =>
            groups.Where(group => group.Parameters.Any(isAmong)).Select(group => group.LearningRate).DefaultIfEmpty(0).Max();
        return (Highest(name => !ofHead.Contains(name)), Highest(ofHead.Contains));
    }

    private static double Gentle(OptimizerSettings optimizer, Thresholds thresholds) => optimizer switch
    {
        LbfgsSettings => double.PositiveInfinity,
        SgdSettings or AdagradSettings => thresholds.GentleSgdRate,
        _ => thresholds.GentleAdaptiveRate,
    };
}
