using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Transfer.Recipes;

namespace Transfer.Generators.Chains;

/// <summary>Records where the calls inside phases are written: in a recipe, a phase is one step.</summary>
internal sealed class PhaseCalls
{
    // By reference: each call of a program makes steps of its own, and the phase keeps them.
    private readonly ConditionalWeakTable<Step, Origin> origins = new();

    /// <summary>Notes the call that made a phase longer.</summary>
    public void Note(PhaseBuilder longer, PhaseBuilder shorter, Origin origin)
    {
        for (var i = shorter.Steps.Count; i < longer.Steps.Count; i++)
        {
            _ = origins.GetValue(longer.Steps[i], _ => origin);
        }
    }

    /// <summary>
    /// Returns where the call at a place inside a phase is written; null where there is none, or where it is in another member
    /// than the phase.
    /// </summary>
    public Origin? Find(TracedRecipe recipe, RecipePlace place) =>
        place is { Step: { } step, Call: { } call }
            && recipe.Steps[step] is PhaseStep phase
            && origins.TryGetValue(phase.Steps[call], out var origin)
        && SymbolEqualityComparer.Default.Equals(origin.Owner, recipe.Origins[step].Owner)
            ? origin
            : null;
}
