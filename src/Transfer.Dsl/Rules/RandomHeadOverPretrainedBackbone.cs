using Transfer.Common;
using Transfer.Graphs;
using Transfer.Planning;
using Transfer.Recipes;
using Transfer.Recipes.Selection;

namespace Transfer.Rules;

/// <summary>
/// TRF017: a random head and the whole pretrained backbone train together from the first step, at a high rate: the gradients
/// that the random head sends back distort the pretrained features (Kumar et al. 2022).
/// </summary>
[RuleDescription("""
    A new head and the whole pretrained backbone train together from the first step, at one rate that is high for fine-tuning:
    above 0.01 with SGD or Adagrad, above 0.0001 with Adam and the like.
    """)]
[RuleExample(
    wrong: """
        Backbone.ResNet18().Pretrained()
            .Head(10)         // TRF017: 11,176,512 parameters … train with it at 0.001
            .Optimizer(Optimizers.AdamW(1e-3))
            .Epochs(10)
        """,
    right: """
        Backbone.ResNet18().Pretrained()
            .Head(10)
            .TwoPhase(headEpochs: 3, epochs: 7)
        """)]
internal sealed class RandomHeadOverPretrainedBackbone()
    : Rule(RuleId, "Random head over an unfrozen pretrained backbone", Severity.Info)
{
    private const string RuleId = "TRF017";

    // The rate of the examples of PyTorch.
    private static readonly Threshold GentleSgdRate = new(
        RuleId,
        "gentle_sgd_rate",
        1e-2,
        "highest rate at which SGD may train a pretrained backbone under a random head with no warm-up");

    // For optimizers with steps of the rate's own size: the rate of the examples of Hugging Face.
    private static readonly Threshold GentleAdaptiveRate = new(
        RuleId, "gentle_adaptive_rate", 1e-4, "the same for Adam and its variants");

    // The share of the rate below which a run's first step counts as one of a warm-up.
    private const double WarmUp = 0.5;

    public override IReadOnlyList<Threshold> Options => [GentleSgdRate, GentleAdaptiveRate];

    public override IEnumerable<Finding> Check(SimulatedRecipe recipe)
    {
        if (!recipe.IsPretrained || !recipe.IsSound || recipe.FirstTrainingStep < 0 || recipe.HasNoHead
            || recipe.LastIndex<HeadStep>() is not (>= 0 and var head)
            || !recipe.Knows(
                Steps.Optimizer, Steps.Group, Steps.LearningRates, Steps.LayerDecay, Steps.Schedule))
        {
            yield break;
        }

        var phase = recipe.Phases[0];
        var graph = recipe.Graph!;
        if (!BackboneTrains(phase, graph) || IsWarmedUp(phase))
        {
            yield break;
        }

        var (ofBackbone, ofHead) = Rates(phase, graph);
        if (ofBackbone >= ofHead && ofHead > 0 && ofBackbone > Gentle(phase.Optimizer, recipe.Thresholds))
        {
            var pretrained = phase.Parameters.Where(parameter => parameter.HeadStep is null).Sum(parameter => parameter.Elements);
            yield return At(
                head,
                $"{Name(recipe, head)} is random, and from the first step {Counted.Parameters(pretrained)} of the "
                + "pretrained backbone "
                    + $"train with it at {Counted.Rate(ofBackbone)}: its gradients distort them",
                "train the head first, with TwoPhase or FineTune, or give the backbone a lower rate or a warm-up");
        }
    }

    // Norms and biases alone do not change what a frozen filter sees by much, and are trained or frozen apart on purpose.
    private static bool BackboneTrains(SimulatedPhase phase, Graph graph) =>
        !phase.TrainsNothing
        && phase.Parameters
            .Zip(graph.Parameters, (fact, tensor) => (Fact: fact, Tensor: tensor))
            .Where(parameter => parameter.Fact.FrozenBy is not null)
            .All(parameter => parameter.Fact.HeadStep is null
                && (Selector.IsOfKind(Layers.Norms, parameter.Tensor, graph)
                    || Selector.IsOfKind(Layers.Biases, parameter.Tensor, graph)));

    private static bool IsWarmedUp(SimulatedPhase phase)
    {
        var schedule = phase.Last<ScheduleStep>()?.Schedule ?? Schedules.Constant();
        return schedule.Rate(1, new ScheduleClock(0, 0, 100, phase.Epochs)) <= WarmUp;
    }

    private static (double OfBackbone, double OfHead) Rates(SimulatedPhase phase, Graph graph)
    {
        var ofHead = new HashSet<string>(
            phase.Parameters.Where(parameter => parameter.HeadStep is not null).Select(parameter => parameter.Name));
        var groups = ParameterGroups.Of(phase, graph, phase.Optimizer);
        double Highest(Func<string, bool> isAmong) =>
            groups.Where(group => group.Parameters.Any(isAmong)).Select(group => group.LearningRate).DefaultIfEmpty(0).Max();
        return (Highest(name => !ofHead.Contains(name)), Highest(ofHead.Contains));
    }

    private static double Gentle(OptimizerSettings optimizer, Thresholds thresholds) => optimizer.Traits.Scale switch
    {
        RateScale.None => double.PositiveInfinity,
        RateScale.Sgd or RateScale.Adagrad => thresholds[GentleSgdRate],
        _ => thresholds[GentleAdaptiveRate],
    };
}
