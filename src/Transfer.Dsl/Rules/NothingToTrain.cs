using Transfer.Planning;
using Transfer.Steps;

namespace Transfer.Rules;

/// <summary>
/// TRF007: a recipe asks for training, and everything is frozen. Where it is an optimizer that asks, TRF002 says so at the optimizer.
/// </summary>
internal sealed class NothingToTrain : Rule
{
    public override string Id => "TRF007";

    public override string Title => "Nothing left to train";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Check(RecipeFacts facts)
    {
        // A group over frozen parameters is TRF002's whether or not others train.
        var asks = facts.Steps.ToList().FindIndex(step => StepKinds.IsForTraining(step) && StepKinds.Of(step) != nameof(Recipe.Group));
        if (asks < 0 || !facts.IsSound || facts.HasNoHead || !facts.Phases.All(phase => phase.TrainsNothing)
            || GroupOverFrozenParameters.OptimizerOverNothing(facts) >= 0)
        {
            yield break;
        }

        var frozen = facts.Phases[0].Parameters;
        var last = frozen.Select(parameter => parameter.FrozenBy!).OrderBy(freeze => freeze.Step).Last();
        yield return At(
            Math.Max(asks, last.Step),
            $"nothing is left to train for {Name(facts, asks)}: all {Counted.Parameters(frozen.Sum(parameter => parameter.Elements))} "
                + $"are frozen, the last of them by {last}",
            facts.Steps[last.Step] is PhaseStep
                ? "add Unfreeze(Layers.Head) after it"
                : $"add Unfreeze({Code.Text(facts.Graph!.HeadPath)}), or put a new head after the last freeze",
            edits: facts.Steps.Any(step => step is PhaseStep)
                ? []
                : [Edit.Insert(last.Step, $"Unfreeze({Code.Text(facts.Graph!.HeadPath)})")]);
    }
}
