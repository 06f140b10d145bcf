using Transfer.Common;
using Transfer.Planning;
using Transfer.Recipes;

namespace Transfer.Rules;

/// <summary>
/// TRF007: a recipe asks for training, and everything is frozen. Where it is an optimizer that asks, TRF002 reports it at the
/// optimizer.
/// </summary>
[RuleDescription("""
    The recipe asks for training (epochs, a schedule, a loss, phases), and every parameter is frozen in all of it. Where it is
    an `Optimizer(…)` that asks, [TRF002](TRF002.md) reports it at the optimizer.
    """)]
[RuleExample(
    wrong: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .Epochs(5)        // TRF007: all 11,689,512 parameters are frozen
        """,
    right: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .Head(10)
            .Epochs(5)
        """,
    corrected: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .Unfreeze("fc")
            .Epochs(5)
        """)]
internal sealed class NothingToTrain() : Rule("TRF007", "Nothing left to train", Severity.Warning)
{
    public override IEnumerable<Finding> Check(SimulatedRecipe recipe)
    {
        // A group over frozen parameters is TRF002's whether or not others train.
        var asks = recipe.Steps
            .ToList()
            .FindIndex(step => step.Definition.IsForTraining && step.Definition.Kind != Steps.Group.Kind);
        if (asks < 0 || !recipe.IsSound || recipe.HasNoHead || !recipe.Phases.All(phase => phase.TrainsNothing)
            || GroupOverFrozenParameters.OptimizerOverNothing(recipe) >= 0)
        {
            yield break;
        }

        var frozen = recipe.Phases[0].Parameters;
        var last = frozen.Select(parameter => parameter.FrozenBy!).OrderBy(freeze => freeze.Step).Last();
        yield return At(
            Math.Max(asks, last.Step),
            $"nothing is left to train for {Name(recipe, asks)}: all "
            + $"{Counted.Parameters(frozen.Sum(parameter => parameter.Elements))} "
                + $"are frozen, the last of them by {last}",
            recipe.Steps[last.Step] is PhaseStep
                ? "add Unfreeze(Layers.Head) after it"
                : $"add Unfreeze({Literal.Text(recipe.Graph!.HeadPath)}), or put a new head after the last freeze",
            recipe.Steps.Any(step => step is PhaseStep)
                ? []
                : [Edit.Insert(RecipePlace.OfStep(last.Step), $"Unfreeze({Literal.Text(recipe.Graph!.HeadPath)})")]);
    }
}
