using Microsoft.CodeAnalysis;
using Transfer.Generators.Chains;
using Transfer.Recipes;
using Transfer.Rules;

namespace Transfer.Generators.Analyzers;

/// <summary>A change of a program's text.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Place">The name of the call that changes, or the argument that is replaced.</param>
/// <param name="Other">The name of the call that it goes before; null for none.</param>
/// <param name="Text">The new call, without its dot, or the new argument, as C#.</param>
/// <param name="Title">The change in a few words.</param>
internal sealed record PlacedEdit(EditKind Kind, Location Place, Location? Other, string Text, string Title)
{
    /// <summary>
    /// Returns the place of a recipe's change; null where the call is written elsewhere, or does more than the step.
    /// </summary>
    public static PlacedEdit? Of(Edit edit, TracedRecipe recipe, ISymbol owner, PhaseCalls phases)
    {
        if ((edit.Place.Call is null ? OriginOf(edit.Place, recipe, owner) : phases.Find(recipe, edit.Place)) is not { } origin)
        {
            return null;
        }

        var other = edit.Before is { } before ? OriginOf(before, recipe, owner) : null;
        return edit.Kind switch
        {
            EditKind.Move => other is null ? null : new PlacedEdit(edit.Kind, origin.Call, other.Call, edit.Text, edit.Title),
            EditKind.Replace => edit.Place.Argument is { } argument && argument < origin.Layers.Count
                ? new PlacedEdit(edit.Kind, origin.Layers[argument], null, edit.Text, edit.Title)
                : null,
            _ => new PlacedEdit(edit.Kind, origin.Call, null, edit.Text, edit.Title),
        };
    }

    // TwoPhase makes several steps, none of which can go alone.
    private static Origin? OriginOf(RecipePlace place, TracedRecipe recipe, ISymbol owner)
    {
        var origin = recipe.At(place);
        return origin.Source is null
            && SymbolEqualityComparer.Default.Equals(origin.Owner, owner)
            && recipe.Origins.Count(other => ReferenceEquals(other, origin)) == (place == RecipePlace.Backbone ? 0 : 1)
                ? origin
                : null;
    }
}
