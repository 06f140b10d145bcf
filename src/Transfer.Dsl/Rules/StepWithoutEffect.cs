using Transfer.Planning;
using Transfer.Steps;

namespace Transfer.Rules;

/// <summary>
/// TRF010: a step without which the plan would be the same. A finding stands at the step that makes the other one dead: a recipe
/// that begins with the same steps may need it.
/// </summary>
internal sealed class StepWithoutEffect : Rule
{
    private const string Rates = nameof(Recipe.LearningRates) + " or " + nameof(Recipe.LayerDecay);

    // Of these the last holds. Augmentations and groups add up; dropout sets the layers that are there.
    private static readonly HashSet<string> Settings =
    [
        nameof(Recipe.Accumulate), nameof(Recipe.AverageWeights), nameof(Recipe.BalancedSampling), nameof(Recipe.BatchNorm),
        nameof(Recipe.BatchSize), nameof(Recipe.ClipGradients), nameof(Recipe.EarlyStopping), nameof(Recipe.Epochs),
        nameof(Recipe.InputChannels), nameof(Recipe.InputSize), nameof(Recipe.Loss), nameof(Recipe.Optimizer),
        nameof(Recipe.Pretrained), nameof(Recipe.Schedule), nameof(Recipe.Seed), Rates,
    ];

    public override string Id => "TRF010";

    public override string Title => "Step without effect";

    public override Severity Severity => Severity.Info;

    public override IEnumerable<Finding> Check(RecipeFacts facts) =>
        Overwritten(facts)
            .Concat(OverwrittenInPhases(facts))
            .Concat(LeftToPhases(facts))
            .Concat(facts.IsSound ? WithoutChange(facts).Concat(CoveredGroups(facts)) : []);

    private IEnumerable<Finding> Overwritten(RecipeFacts facts)
    {
        var last = new Dictionary<string, int>();
        for (var i = 0; i < facts.Steps.Count; i++)
        {
            var kind = KindOf(facts.Steps[i]);
            if (!Settings.Contains(kind))
            {
                continue;
            }

            if (last.TryGetValue(kind, out var before))
            {
                yield return At(
                    i,
                    $"{Name(facts, i)} takes the place of {Name(facts, before)}",
                    $"drop {Name(facts, before)}",
                    edits: [Edit.Drop(before, facts.Steps[before])]);
            }

            last[kind] = i;
        }
    }

    private IEnumerable<Finding> OverwrittenInPhases(RecipeFacts facts)
    {
        foreach (var phase in facts.Phases.Where(phase => phase.Step >= 0))
        {
            for (var i = 0; i < phase.Own.Count; i++)
            {
                var step = phase.Own[i];
                var later = phase.Own.ToList().FindIndex(i + 1, one => TakesThePlaceOf(one, step));
                if (later >= 0)
                {
                    yield return At(
                        new StepPlace(phase.Step, phase.Own[later], later),
                        $"in the phase {Code.Text(phase.Name)}, {Bare(phase.Own[later])} takes the place of {Bare(step)}",
                        $"drop {Bare(step)}",
                        edits: [Edit.Drop(new StepPlace(phase.Step, step, i))]);
                }
            }
        }
    }

    private static bool TakesThePlaceOf(Step later, Step step) => step switch
    {
        LearningRateStep => later is LearningRateStep or OptimizerStep,
        FreshOptimizerStep => later is FreshOptimizerStep,
        _ => Settings.Contains(KindOf(step)) && KindOf(later) == KindOf(step),
    };

    // What a recipe sets for all phases, and none of them goes by.
    private IEnumerable<Finding> LeftToPhases(RecipeFacts facts)
    {
        var first = facts.Steps.ToList().FindIndex(step => step is PhaseStep);
        if (first < 0)
        {
            yield break;
        }

        var epochs = facts.LastIndex(step => KindOf(step) == nameof(Recipe.Epochs));
        if (epochs >= 0)
        {
            yield return At(
                Math.Max(epochs, first),
                $"{Name(facts, epochs)} has no effect: a recipe with phases takes its epochs from them",
                $"drop {Name(facts, epochs)}",
                edits: [Edit.Drop(epochs, facts.Steps[epochs])]);
        }

        if (facts.Steps.Any(step => step is UnknownStep && KindOf(step) == StepKinds.Phase))
        {
            yield break;
        }

        foreach (var kind in new[] { nameof(Recipe.Optimizer), nameof(Recipe.Schedule), nameof(Recipe.BatchNorm) })
        {
            var step = facts.LastIndex(step => KindOf(step) == kind);
            if (step >= 0 && facts.Steps.OfType<PhaseStep>().All(phase => phase.Steps.Any(own => KindOf(own) == kind)))
            {
                yield return At(
                    Math.Max(step, facts.LastIndex<PhaseStep>()),
                    $"{Name(facts, step)} has no effect: every phase has one of its own",
                    $"drop {Name(facts, step)}",
                    edits: [Edit.Drop(step, facts.Steps[step])]);
            }
        }
    }

    private IEnumerable<Finding> WithoutChange(RecipeFacts facts)
    {
        foreach (var change in facts.Changes)
        {
            var parameters = Counted.Parameters(change.Elements);
            if (change.IsRepeated)
            {
                // A phase sets its state whatever was before; where one changes nothing at all, TRF015 says so.
                if (!change.Place.IsInPhase && (!change.FoundNothingFrozen || change.Place.Call is UnfreezeAllStep))
                {
                    yield return At(
                        change.Place,
                        $"{change.Place} changes nothing: its {parameters} "
                            + (change.FrozenBefore is { } freeze ? $"are frozen already, by {freeze}" : "train already"),
                        $"drop {change.Place}",
                        edits: [Edit.Drop(change.Place)]);
                }
            }
            else if (change.OverwrittenBy is { } by && (change.Freezes || !change.EndsFrozen) && !IsBeforePhases(change, by))
            {
                yield return At(
                    by,
                    $"{by} sets anew all that {change.Place} sets: its {parameters}",
                    $"drop {change.Place}",
                    edits: [Edit.Drop(change.Place)]);
            }
        }
    }

    // A first phase says where it begins, whatever the recipe has frozen, as TwoPhase and FineTune do.
    private static bool IsBeforePhases(StateChange change, StepPlace by) =>
        by.IsInPhase && !change.Place.IsInPhase;

    // Where groups overlap, the last holds.
    private IEnumerable<Finding> CoveredGroups(RecipeFacts facts)
    {
        var groups = facts.Selections.Where(selection => selection is { Place: { IsInPhase: false, Call: GroupStep } }).ToArray();
        for (var i = 0; i < groups.Length; i++)
        {
            var later = groups.Skip(i + 1).Where(group => group.Parameters.Intersect(groups[i].Parameters).Any()).ToArray();
            if (groups[i].Parameters.Count > 0 && !groups[i].Parameters.Except(later.SelectMany(group => group.Parameters)).Any())
            {
                yield return At(
                    later[later.Length - 1].Place,
                    $"{later[later.Length - 1].Place} takes the last of the {Code.Number(groups[i].Parameters.Count)} tensors of {groups[i].Place}",
                    $"drop {groups[i].Place}, or put it last",
                    edits: [Edit.Drop(groups[i].Place)]);
            }
        }
    }

    private static string KindOf(Step step) =>
        StepKinds.Of(step) is var kind && kind is nameof(Recipe.LearningRates) or nameof(Recipe.LayerDecay) ? Rates : kind;

    private static string Bare(Step step) => step.ToString()!.TrimStart('.');
}
