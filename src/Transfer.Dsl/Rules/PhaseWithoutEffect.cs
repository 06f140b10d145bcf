using Transfer.Common;
using Transfer.Planning;
using Transfer.Recipes;

namespace Transfer.Rules;

/// <summary>TRF015: a phase that trains nothing, or continues the one before unchanged.</summary>
[RuleDescription("""
    In a phase everything is frozen while others train; or a phase continues the one before unchanged: the same parameters
    train, in the same groups, at the same rates and schedule, with the same BatchNorm mode and optimizer state.
    """)]
[RuleExample(
    wrong: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .Head(10)
            .Phase("head", epochs: 2)
            .Phase("layer4", epochs: 3)   // TRF015: continues "head" unchanged
        """,
    right: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .Head(10)
            .Phase("head", epochs: 2)
            .Phase("layer4", epochs: 3, p => p.Unfreeze("layer4"))
        """)]
[RuleExample(
    wrong: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .Head(10)
            .Phase("head", epochs: 2)
            .Phase("rest", epochs: 1, p => p.FreezeAll())   // TRF015: the phase "rest" has nothing to train
        """,
    corrected: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .Head(10)
            .Phase("head", epochs: 2)
        """)]
internal sealed class PhaseWithoutEffect() : Rule("TRF015", "Phase without effect", Severity.Warning)
{
    public override IEnumerable<Finding> Check(SimulatedRecipe recipe)
    {
        // A recipe in which no phase trains is TRF007's.
        if (!recipe.IsSound || recipe.Phases[0].Step < 0 || recipe.Phases.All(phase => phase.TrainsNothing))
        {
            yield break;
        }

        for (var i = 0; i < recipe.Phases.Count; i++)
        {
            var phase = recipe.Phases[i];
            if (phase.TrainsNothing)
            {
                yield return At(
                    phase.Step,
                    $"the phase {Literal.Text(phase.Name)} has nothing to train: "
                        + $"all {Counted.Parameters(phase.Parameters.Sum(parameter => parameter.Elements))} are frozen",
                    "add Unfreeze(Layers.Head) to it, or drop it",
                    [Edit.Drop(phase.Step, $"the phase {Literal.Text(phase.Name)}")]);
            }
            else if (i > 0 && GoesOnAs(recipe.Phases[i - 1], phase, recipe))
            {
                var before = recipe.Phases[i - 1];
                yield return At(
                    phase.Step,
                    $"the phase {Literal.Text(phase.Name)} continues {Literal.Text(before.Name)} unchanged: the same layers "
                    + "train, at the same rates",
                    $"give {Literal.Text(before.Name)} {Literal.Number(before.Epochs + phase.Epochs)} epochs, or change "
                    + "something in it");
            }
        }
    }

    private static bool GoesOnAs(SimulatedPhase before, SimulatedPhase phase, SimulatedRecipe recipe) =>
        recipe.Knows(
            Steps.Optimizer, Steps.Group, Steps.LearningRates, Steps.LayerDecay, Steps.NoDecay)
        && !before.Own.Concat(phase.Own).Any(step => step is ScheduleStep)
        && !phase.Own.Any(step => step is FreshOptimizerStep)
        && phase.NormMode == before.NormMode
        && phase.Parameters.Zip(before.Parameters, (now, then) => now.FrozenBy is null == then.FrozenBy is null).All(same => same)
        && phase.Optimizer == before.Optimizer
        && ParameterGroups.Of(phase, recipe.Graph!, phase.Optimizer)
            .Equals(ParameterGroups.Of(before, recipe.Graph!, before.Optimizer));
}
