using Transfer.Common;
using Transfer.Planning;
using Transfer.Recipes;

namespace Transfer.Rules;

/// <summary>
/// TRF010: a step without which the plan would be the same. A finding stands at the step that makes the other one dead: a recipe
/// that begins with the same steps may need it.
/// </summary>
[RuleDescription("""
    A step without which the plan would be the same: a freeze of what is frozen already, an unfreeze of what trains already, a
    freeze or unfreeze of which later steps set everything anew, a group all of whose parameters later groups take, a setting
    that a later one of its kind replaces (two `Optimizer`, two `Epochs`), `Epochs` in a recipe with phases, and an optimizer,
    schedule or BatchNorm mode of the recipe when every phase has its own.
    """)]
[RuleExample(
    wrong: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .Head(10)
            .Epochs(5)
            .Epochs(10)       // TRF010: replaces Epochs(5)
        """,
    corrected: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .Head(10)
            .Epochs(10)
        """)]
internal sealed class StepWithoutEffect() : Rule("TRF010", "Step without effect", Severity.Info)
{
    public override IEnumerable<Finding> Check(SimulatedRecipe recipe) =>
        Overwritten(recipe)
            .Concat(OverwrittenInPhases(recipe))
            .Concat(LeftToPhases(recipe))
            .Concat(recipe.IsSound ? WithoutChange(recipe).Concat(CoveredGroups(recipe)) : []);

    private IEnumerable<Finding> Overwritten(SimulatedRecipe recipe)
    {
        // Of these the last holds. Augmentations and groups add up; dropout sets the layers that are there.
        var last = new Dictionary<string, int>();
        for (var i = 0; i < recipe.Steps.Count; i++)
        {
            var definition = recipe.Steps[i].Definition;
            if (!definition.LastHolds)
            {
                continue;
            }

            if (last.TryGetValue(definition.Kind, out var before))
            {
                yield return At(
                    i,
                    $"{Name(recipe, i)} replaces {Name(recipe, before)}",
                    $"drop {Name(recipe, before)}",
                    [Edit.Drop(before, recipe.Steps[before])]);
            }

            last[definition.Kind] = i;
        }
    }

    private IEnumerable<Finding> OverwrittenInPhases(SimulatedRecipe recipe)
    {
        foreach (var phase in recipe.Phases.Where(phase => phase.Step >= 0))
        {
            for (var i = 0; i < phase.Own.Count; i++)
            {
                var step = phase.Own[i];
                var later = phase.Own.ToList().FindIndex(i + 1, one => one.Definition.TakesThePlaceOf(step.Definition));
                if (later >= 0)
                {
                    yield return At(
                        RecipePlace.OfStep(phase.Step).OfCall(later),
                        $"in the phase {Literal.Text(phase.Name)}, {Bare(phase.Own[later])} replaces {Bare(step)}",
                        $"drop {Bare(step)}",
                        [Edit.Drop(new StepPlace(RecipePlace.OfStep(phase.Step).OfCall(i), step))]);
                }
            }
        }
    }

    // What a recipe sets for all phases, and none of them goes by.
    private IEnumerable<Finding> LeftToPhases(SimulatedRecipe recipe)
    {
        var first = recipe.Steps.ToList().FindIndex(step => step is PhaseStep);
        if (first < 0)
        {
            yield break;
        }

        var epochs = recipe.LastIndex(step => step.Definition.Kind == Steps.Epochs.Kind);
        if (epochs >= 0)
        {
            yield return At(
                Math.Max(epochs, first),
                $"{Name(recipe, epochs)} has no effect: a recipe with phases takes its epochs from them",
                $"drop {Name(recipe, epochs)}",
                [Edit.Drop(epochs, recipe.Steps[epochs])]);
        }

        if (recipe.Steps.Any(step => step is UnknownStep { Definition.Role: StepRole.Phase }))
        {
            yield break;
        }

        // What stands in phases too, and of which the last holds.
        foreach (var kind in new[] { Steps.Optimizer, Steps.Schedule, Steps.BatchNorm }.Select(definition => definition.Kind))
        {
            var step = recipe.LastIndex(step => step.Definition.Kind == kind);
            if (step >= 0 && recipe.Steps.OfType<PhaseStep>().All(phase => phase.Steps.Any(own => own.Definition.Kind == kind)))
            {
                yield return At(
                    Math.Max(step, recipe.LastIndex<PhaseStep>()),
                    $"{Name(recipe, step)} has no effect: every phase has its own",
                    $"drop {Name(recipe, step)}",
                    [Edit.Drop(step, recipe.Steps[step])]);
            }
        }
    }

    private IEnumerable<Finding> WithoutChange(SimulatedRecipe recipe)
    {
        foreach (var change in recipe.Changes)
        {
            var parameters = Counted.Parameters(change.Elements);
            if (change.IsRepeated)
            {
                // A phase sets its state whatever was before; where one changes nothing at all, TRF015 reports it.
                if (!change.Place.IsInPhase && (!change.FoundNothingFrozen || change.Place.Call is UnfreezeAllStep))
                {
                    yield return At(
                        change.Place,
                        $"{change.Place} changes nothing: its {parameters} "
                            + (change.FrozenBefore is { } freeze ? $"are frozen already, by {freeze}" : "train already"),
                        $"drop {change.Place}",
                        [Edit.Drop(change.Place)]);
                }
            }
            else if (change.OverwrittenBy is { } by && (change.Freezes || !change.EndsFrozen) && !IsBeforePhases(change, by))
            {
                yield return At(
                    by,
                    $"{by} overrides all that {change.Place} sets: its {parameters}",
                    $"drop {change.Place}",
                    [Edit.Drop(change.Place)]);
            }
        }
    }

    // A first phase states where it begins, whatever the recipe has frozen, as TwoPhase and FineTune do.
    private static bool IsBeforePhases(StateChange change, StepPlace by) =>
        by.IsInPhase && !change.Place.IsInPhase;

    // Where groups overlap, the last holds.
    private IEnumerable<Finding> CoveredGroups(SimulatedRecipe recipe)
    {
        var groups = recipe.Selections
            .Where(selection => selection is { Place: { IsInPhase: false, Call: GroupStep } })
            .ToArray();
        for (var i = 0; i < groups.Length; i++)
        {
            var later = groups.Skip(i + 1).Where(group => group.Parameters.Intersect(groups[i].Parameters).Any()).ToArray();
            if (groups[i].Parameters.Count > 0 && !groups[i].Parameters.Except(later.SelectMany(group => group.Parameters)).Any())
            {
                yield return At(
                    later[later.Length - 1].Place,
                    $"{later[later.Length - 1].Place} takes the last of the {Literal.Number(groups[i].Parameters.Count)} "
                    + $"tensors of {groups[i].Place}",
                    $"drop {groups[i].Place}, or put it last",
                    [Edit.Drop(groups[i].Place)]);
            }
        }
    }

    private static string Bare(Step step) => step.ToString()!.TrimStart('.');
}
