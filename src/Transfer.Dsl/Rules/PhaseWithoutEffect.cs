using Transfer.Planning;
using Transfer.Steps;

namespace Transfer.Rules;

/// <summary>TRF015: a phase that trains nothing, or goes on as the one before.</summary>
internal sealed class PhaseWithoutEffect : Rule
{
    public override string Id => "TRF015";

    public override string Title => "Phase without effect";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Check(RecipeFacts facts)
    {
        // A recipe in which no phase trains is TRF007's.
        if (!facts.IsSound || facts.Phases[0].Step < 0 || facts.Phases.All(phase => phase.TrainsNothing))
        {
            yield break;
        }

        for (var i = 0; i < facts.Phases.Count; i++)
        {
            var phase = facts.Phases[i];
            if (phase.TrainsNothing)
            {
                yield return At(
                    phase.Step,
                    $"the phase {Code.Text(phase.Name)} has nothing to train: "
                        + $"all {Counted.Parameters(phase.Parameters.Sum(parameter => parameter.Elements))} are frozen",
                    "add Unfreeze(Layers.Head) to it, or drop it",
                    edits: [Edit.Drop(phase.Step, $"the phase {Code.Text(phase.Name)}")]);
            }
            else if (i > 0 && GoesOnAs(facts.Phases[i - 1], phase, facts))
            {
                var before = facts.Phases[i - 1];
                yield return At(
                    phase.Step,
                    $"the phase {Code.Text(phase.Name)} goes on as {Code.Text(before.Name)} ends: the same layers train, at the same rates",
                    $"give {Code.Text(before.Name)} {Code.Number(before.Epochs + phase.Epochs)} epochs, or change something in it");
            }
        }
    }

    private static bool GoesOnAs(PhaseFacts before, PhaseFacts phase, RecipeFacts facts) =>
        facts.Knows(
            nameof(Recipe.Optimizer), nameof(Recipe.Group), nameof(Recipe.LearningRates), nameof(Recipe.LayerDecay), nameof(Recipe.NoDecay))
        && !before.Own.Concat(phase.Own).Any(step => step is ScheduleStep)
        && !phase.Own.Any(step => step is FreshOptimizerStep)
        && phase.NormMode == before.NormMode
        && phase.Parameters.Zip(before.Parameters, (now, then) => now.FrozenBy is null == then.FrozenBy is null).All(same => same)
        && phase.Optimizer == before.Optimizer
        && ParameterGroups.Of(phase, facts.Graph!, phase.Optimizer).Equals(ParameterGroups.Of(before, facts.Graph!, before.Optimizer));
}
