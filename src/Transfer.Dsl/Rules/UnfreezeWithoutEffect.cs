using Transfer.Common;
using Transfer.Planning;
using Transfer.Recipes;

namespace Transfer.Rules;

/// <summary>TRF009: an unfreeze that a later freeze undoes, or before which nothing was frozen.</summary>
[RuleDescription("""
    An `Unfreeze(…)`, `UnfreezeFrom(…)` or `UnfreezeLast(…)` that a later freeze undoes for all of its parameters before
    anything trains; or one that stands where nothing is frozen.
    """)]
[RuleExample(
    wrong: """
        Backbone.ResNet18().Pretrained()
            .Unfreeze("layer4")   // TRF009: finds nothing frozen
            .Head(10)
        """,
    corrected: """
        Backbone.ResNet18().Pretrained()
            .FreezeAll()
            .Unfreeze("layer4")
            .Head(10)
        """)]
internal sealed class UnfreezeWithoutEffect() : Rule("TRF009", "Unfreeze without effect", Severity.Warning)
{
    public override IEnumerable<Finding> Check(SimulatedRecipe recipe)
    {
        if (!recipe.IsSound)
        {
            yield break;
        }

        foreach (var change in recipe.Changes.Where(change => !change.Freezes))
        {
            if (change is { OverwrittenBy: { } freeze, EndsFrozen: true })
            {
                // At the freeze: another recipe may begin with the same steps, and train what this one does not.
                yield return At(
                    freeze,
                    $"{freeze} undoes {change.Place}: its {Counted.Parameters(change.Elements)} are frozen again before "
                    + "anything trains",
                    freeze.Step == change.Place.Step
                        ? $"put {change.Place} after it"
                        : $"move {freeze} before it, or drop {change.Place}",
                    freeze.IsInPhase || change.Place.IsInPhase
                        ? []
                        : [Edit.Move(freeze.Step, freeze, change.Place.Step, change.Place), Edit.Drop(change.Place)]);
            }
            else if (change.FoundNothingFrozen && change.Place.Call is not UnfreezeAllStep && !change.Place.IsInPhase)
            {
                yield return At(
                    change.Place,
                    $"{change.Place} finds nothing frozen: its {Counted.Parameters(change.Elements)} train with or without it, "
                        + "and so does everything else",
                    $"freeze first, with FreezeAll() before {change.Place}, or drop it",
                    [
                        Edit.Insert(RecipePlace.Before(FirstHead(recipe, change.Place.Step)), "FreezeAll()"),
                        Edit.Drop(change.Place)]);
            }
        }
    }

    // A freeze after the head would freeze that too.
    private static int FirstHead(SimulatedRecipe recipe, int before) =>
        recipe.Steps.Take(before).ToList().FindIndex(step => step.Definition.Kind == Steps.Head.Kind) is >= 0 and var head
            ? head
            : before;
}
