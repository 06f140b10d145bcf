using Transfer.Planning;
using Transfer.Steps;

namespace Transfer.Rules;

/// <summary>TRF016: early stopping that waits for longer than the run lasts.</summary>
internal sealed class PatienceBeyondRun : Rule
{
    // Epochs that may stop a run: the first is the best so far, whatever it gives.
    private const int First = 1;

    public override string Id => "TRF016";

    public override string Title => "Early stopping that can't stop the run";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Check(RecipeFacts facts)
    {
        var step = facts.LastIndex<EarlyStoppingStep>();
        if (step < 0
            || facts.Phases.Count == 0
            || !facts.Knows(nameof(Recipe.EarlyStopping), nameof(Recipe.Epochs))
            || facts.Steps.Any(other => other is UnknownStep && StepKinds.Of(other) == StepKinds.Phase))
        {
            yield break;
        }

        var patience = ((EarlyStoppingStep)facts.Steps[step]).Settings.Patience;
        var epochs = facts.Phases.Sum(phase => (long)phase.Epochs);
        if (First + patience >= epochs)
        {
            yield return At(
                step,
                $"{Name(facts, step)} can't stop this run: it has {Counted.Number(epochs)} epoch{(epochs == 1 ? string.Empty : "s")}, "
                    + $"and the first that it may end after is epoch {Counted.Number(First + (long)patience)}",
                epochs > First + 1
                    ? $"wait for fewer than {Counted.Number(epochs - First)} epochs, or drop it"
                    : $"give the run more than {Counted.Number(First + (long)patience)} epochs, or drop it",
                edits: [Edit.Drop(step, facts.Steps[step])]);
        }
    }
}
