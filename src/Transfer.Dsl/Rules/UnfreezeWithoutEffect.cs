using Transfer.Planning;
using Transfer.Steps;

namespace Transfer.Rules;

/// <summary>TRF009: an unfreeze that a later freeze undoes, or before which nothing was frozen.</summary>
internal sealed class UnfreezeWithoutEffect : Rule
{
    public override string Id => "TRF009";

    public override string Title => "Unfreeze without effect";

    public override Severity Severity => Severity.Warning;

    public override IEnumerable<Finding> Check(RecipeFacts facts)
    {
        if (!facts.IsSound)
        {
            yield break;
        }

        foreach (var change in facts.Changes.Where(change => !change.Freezes))
        {
            if (change is { OverwrittenBy: { } freeze, EndsFrozen: true })
            {
                // At the freeze: another recipe may begin with the same steps, and train what this one does not.
                yield return At(
                    freeze,
                    $"{freeze} undoes {change.Place}: its {Counted.Parameters(change.Elements)} are frozen again before anything trains",
                    freeze.Step == change.Place.Step ? $"put {change.Place} after it" : $"move {freeze} before it, or drop {change.Place}",
                    edits: freeze.IsInPhase || change.Place.IsInPhase
                        ? []
                        : [Edit.Move(freeze.Step, freeze, change.Place.Step, change.Place), Edit.Drop(change.Place)]);
            }
            else if (change.FoundNothingFrozen && change.Place.Call is not UnfreezeAllStep && !change.Place.IsInPhase)
            {
                yield return At(
                    change.Place,
                    $"{change.Place} finds nothing frozen: its {Counted.Parameters(change.Elements)} train with or without it, "
                        + "and so does all the rest",
                    $"freeze first, with FreezeAll() before {change.Place}, or drop it",
                    edits: [Edit.Insert(FirstHead(facts, change.Place.Step) - 1, "FreezeAll()"), Edit.Drop(change.Place)]);
            }
        }
    }

    // A freeze after the head would freeze that too.
    private static int FirstHead(RecipeFacts facts, int before) =>
        facts.Steps.Take(before).ToList().FindIndex(step => StepKinds.Of(step) is nameof(Recipe.Head) or nameof(Recipe.Features)) is >= 0 and var head
            ? head
            : before;
}
