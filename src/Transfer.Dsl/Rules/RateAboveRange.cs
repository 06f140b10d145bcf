using Transfer.Common;
using Transfer.Graphs;
using Transfer.Planning;
using Transfer.Recipes;
using Transfer.Recipes.Selection;

namespace Transfer.Rules;

/// <summary>TRF030: pretrained layers learn at a rate that is above what fine-tuning takes.</summary>
[RuleDescription("""
    Pretrained layers learn at a rate above the range of fine-tuning: 0.003 for Adam, AdamW, NAdam and RAdam; 0.01 for RMSprop;
    0.1 for Adagrad; for SGD 0.1 at momentum 0.9, and in general (1 - momentum) / (1 - dampening).
    """)]
[RuleExample(
    wrong: """
        Backbone.ResNet18().Pretrained()
            .Head(10)
            .Optimizer(Optimizers.AdamW(0.01))   // TRF030: fine-tuning by AdamW takes at most 0.003
            .Group("fc", learningRate: 0.1)
        """,
    right: """
        Backbone.ResNet18().Pretrained()
            .Head(10)
            .Optimizer(Optimizers.AdamW(1e-4))
            .Group("fc", learningRate: 1e-2)
        """)]
internal sealed class RateAboveRange() : Rule(RuleId, "Learning rate above the range of fine-tuning", Severity.Warning)
{
    private const string RuleId = "TRF030";

    // With momentum 0.9 a rate of 0.1, the top of Kornblith et al.'s grid (2019).
    private static readonly Threshold LargestSgdStep = new(
        RuleId, "largest_sgd_step", 1, "largest rate · (1 - dampening) / (1 - momentum) of pretrained layers by SGD");

    // Above fastai's 2e-3 for fine_tune, the highest that a library has by default.
    private static readonly Threshold LargestAdamRate = new(
        RuleId, "largest_adam_rate", 3e-3, "largest rate of pretrained layers by Adam, AdamW, NAdam, RAdam");

    // PyTorch's default, a hundred times what Keras' guides fine-tune with.
    private static readonly Threshold LargestRMSpropRate = new(RuleId, "largest_rmsprop_rate", 1e-2, "the same by RMSprop");

    // Ten times PyTorch's default.
    private static readonly Threshold LargestAdagradRate = new(RuleId, "largest_adagrad_rate", 0.1, "the same by Adagrad");

    private const double Rounding = 1e-12;

    public override IReadOnlyList<Threshold> Options => [LargestSgdStep, LargestAdamRate, LargestRMSpropRate, LargestAdagradRate];

    public override IEnumerable<Finding> Check(SimulatedRecipe recipe)
    {
        if (!recipe.IsCertain || !Rates.AreKnown(recipe) || !recipe.IsPretrained || recipe.Graph is not { } graph)
        {
            yield break;
        }

        var reported = new HashSet<int>();
        foreach (var phase in recipe.Phases.Where(phase =>
            phase.Parameters.Any(parameter => parameter is { HeadStep: null, FrozenBy: null })))
        {
            if (LargestRate(phase.Optimizer, recipe.Thresholds) is not { } largest || !MayExceed(phase, largest))
            {
                continue;
            }

            var fast = phase.RatesIn(recipe)
                .Where(rate => rate.By is not null && rate.Rate > largest + Rounding && rate.IsBody(graph))
                .GroupBy(rate => rate.By!);
            foreach (var by in fast.Where(by => reported.Add(by.Key.Step)))
            {
                yield return At(by.Key, MessageOf(phase.Optimizer, by.ToArray(), largest), RemedyOf(by.Key, graph, largest));
            }
        }
    }

    private static double? LargestRate(OptimizerSettings optimizer, Thresholds thresholds) => optimizer.Traits.Scale switch
    {
        RateScale.Sgd => optimizer.RateOfStep(thresholds[LargestSgdStep]),
        RateScale.Adam => thresholds[LargestAdamRate],
        RateScale.RMSprop => thresholds[LargestRMSpropRate],
        RateScale.Adagrad => thresholds[LargestAdagradRate],
        _ => null,
    };

    // Cheap, as most recipes have no such rate.
    private static bool MayExceed(SimulatedPhase phase, double largest) =>
        phase.Optimizer.LearningRate > largest
        || phase.Steps.Any(step => (step is GroupStep group && group.LearningRate > largest)
            || (step is LearningRatesStep rates && rates.Highest > largest));

    private static string MessageOf(OptimizerSettings optimizer, IReadOnlyList<ParameterRate> fast, double largest)
    {
        var name = optimizer.DefinedBy.Name;
        var momentum = optimizer is SgdSettings { Momentum: > 0 } sgd
            ? $" with momentum {Literal.Number(sgd.Momentum)}"
            : string.Empty;
        var parameters = Counted.Parameters(fast.Sum(rate => rate.Tensor.Shape.Elements));
        return $"{parameters} of pretrained layers, {fast[0].Tensor.Name} first, learn at "
            + $"{Counted.Rate(fast.Max(rate => rate.Rate))}: fine-tuning by {name}{momentum} takes at most "
            + $"{Counted.Rate(largest)}, "
            + "above that, what they have learnt is lost";
    }

    private static string RemedyOf(StepPlace by, Graph graph, double largest)
    {
        var usual = Counted.Rate(largest / 10);
        return by.Call is GroupStep group
            ? $"lower it: Group({LayerNames.Literal(group.Layer)}, learningRate: {usual})"
            : $"lower it to {usual} or so, and give the head its own: Group({Literal.Text(graph.HeadPath)}, learningRate: …)";
    }
}
