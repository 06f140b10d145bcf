using Transfer.Common;
using Transfer.Planning;
using Transfer.Recipes;

namespace Transfer.Rules;

/// <summary>TRF016: early stopping that waits for longer than the run lasts.</summary>
[RuleDescription("""
    `EarlyStopping(patience)` waits for as many epochs as the run has, or more.
    """)]
[RuleExample(
    wrong: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .Head(10)
            .EarlyStopping(10)   // TRF016: it has 5 epochs, and the earliest that it can stop after is epoch 11
            .Epochs(5)
        """,
    right: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .Head(10)
            .EarlyStopping(3)
            .Epochs(50)
        """,
    corrected: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .Head(10)
            .Epochs(5)
        """)]
internal sealed class PatienceBeyondRun() : Rule("TRF016", "Early stopping that can't stop the run", Severity.Warning)
{
    // Epochs that may stop a run: the first is the best so far, whatever it gives.
    private const int First = 1;

    public override IEnumerable<Finding> Check(SimulatedRecipe recipe)
    {
        var step = recipe.IndexOfSetting<EarlyStopping>();
        if (step < 0
            || recipe.Phases.Count == 0
            || !recipe.Knows(Steps.EarlyStopping, Steps.Epochs)
            || recipe.Steps.Any(other => other is UnknownStep && other.Definition.Role == StepRole.Phase))
        {
            yield break;
        }

        var patience = recipe.Setting<EarlyStopping>()!.Patience;
        var epochs = recipe.Phases.Sum(phase => (long)phase.Epochs);
        if (First + patience >= epochs)
        {
            yield return At(
                step,
                $"{Name(recipe, step)} can't stop this run: it has {Counted.Number(epochs)} "
                + $"epoch{(epochs == 1 ? string.Empty : "s")}, "
                    + $"and the earliest that it can stop after is epoch {Counted.Number(First + (long)patience)}",
                epochs > First + 1
                    ? $"wait for fewer than {Counted.Number(epochs - First)} epochs, or drop it"
                    : $"give the run more than {Counted.Number(First + (long)patience)} epochs, or drop it",
                [Edit.Drop(step, recipe.Steps[step])]);
        }
    }
}
