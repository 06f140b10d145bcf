using Transfer.Common;
using Transfer.Planning;
using Transfer.Recipes;

namespace Transfer.Rules;

/// <summary>TRF038: L-BFGS with several parameter groups, or over several batches a step.</summary>
[RuleDescription("""
    `Optimizers.Lbfgs(…)` in a phase with several parameter groups, or with `Accumulate(…)` over several batches.
    """)]
[RuleExample(
    wrong: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .Head(10)
            .Optimizer(Optimizers.Lbfgs())
            .Accumulate(4)   // TRF038: it can't accumulate 4 batches
        """,
    right: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .Head(10)
            .Optimizer(Optimizers.Lbfgs())
            .BatchSize(128)
        """)]
internal sealed class LbfgsLimits() : Rule("TRF038", "L-BFGS with groups or accumulation", Severity.Error)
{
    public override IEnumerable<Finding> Check(SimulatedRecipe recipe)
    {
        if (!recipe.IsCertain || !Rates.AreKnown(recipe) || recipe.Graph is not { } graph)
        {
            yield break;
        }

        var reported = new HashSet<int>();
        foreach (var phase in recipe.Phases.Where(phase => !phase.Optimizer.Traits.TakesGroups))
        {
            var groups = ParameterGroups.Of(phase, graph, phase.Optimizer);
            var call = phase.Steps.LastOrDefault(step => step is GroupStep or LearningRatesStep or LayerDecayStep);
            if (groups.Count > 1 && call is not null && reported.Add(recipe.PlaceOf(phase, call).Step))
            {
                yield return At(
                    recipe.PlaceOf(phase, call),
                    $"L-BFGS moves all parameters along one direction, at one rate; phase {Literal.Text(phase.Name)} has "
                        + $"{Literal.Number(groups.Count)} groups, "
                        + Literal.Texts(groups.Select(group => group.Name)),
                    "drop the groups, or use another optimizer");
            }
        }

        if (recipe.Phases.Any(phase => phase.Optimizer.Traits.NeedsClosure) && recipe.Knows(Steps.Accumulate)
            && recipe.Setting<GradientAccumulation>() is { Batches: > 1 } accumulate)
        {
            yield return At(
                recipe.IndexOfSetting<GradientAccumulation>(),
                "L-BFGS evaluates the loss of a batch several times a step: it can't accumulate "
                    + $"{Literal.Number(accumulate.Batches)} batches",
                "leave Accumulate out and use batches of that size, or another optimizer");
        }
    }
}
