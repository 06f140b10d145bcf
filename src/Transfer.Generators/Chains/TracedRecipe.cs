using Microsoft.CodeAnalysis;
using Transfer.Architectures;
using Transfer.Recipes;

namespace Transfer.Generators.Chains;

/// <summary>A recipe with the place of each of its steps.</summary>
internal sealed class TracedRecipe
{
    private readonly TracedRecipe? shorter;
    private readonly Origin last;
    private Origin[]? origins;

    private TracedRecipe(Recipe recipe, Origin start, TracedRecipe? shorter, Origin last)
    {
        Recipe = recipe;
        Start = start;
        this.shorter = shorter;
        this.last = last;
    }

    public Recipe Recipe { get; }

    /// <summary>Gets the place where the backbone was named.</summary>
    public Origin Start { get; }

    /// <summary>Gets the place of each step. They are put together when they are asked for: few recipes are mistakes.</summary>
    public IReadOnlyList<Origin> Origins => origins ??= Collect();

    /// <summary>Returns where the step at a place was written, or the backbone named.</summary>
    public Origin At(RecipePlace place) => place.Step is { } step ? Origins[step] : Start;

    public Architecture Architecture => Recipe.Architecture;

    public IReadOnlyList<Step> Steps => Recipe.Steps;

    public static TracedRecipe From(Recipe recipe, Origin start) =>
        new(recipe, start, null, start);

    /// <summary>Returns the recipe that a call made of this one; null when it did not just add steps.</summary>
    public TracedRecipe? To(Recipe longer, Origin origin) =>
        longer.Steps.Count < Steps.Count || !ReferenceEquals(longer.Architecture, Architecture)
            ? null
            : new TracedRecipe(longer, Start, this, origin);

    /// <summary>Returns the recipe with one step more, whose arguments are not known.</summary>
    public TracedRecipe WithUnknown(string method, Origin origin) =>
        new(new Recipe(Architecture, [.. Steps, new UnknownStep(method)]), Start, this, origin);

    /// <summary>Returns the same recipe, its steps seen from where another member is called or read.</summary>
    public TracedRecipe BroughtInBy(Frame frame, IOperation call, ISymbol from)
    {
        Origin Moved(Origin origin) =>
            SymbolEqualityComparer.Default.Equals(origin.Owner, from) ? origin.BroughtInBy(frame, call, from) : origin;
        return new TracedRecipe(Recipe, Moved(Start), shorter, last) { origins = [.. Origins.Select(Moved)] };
    }

    private Origin[] Collect()
    {
        var all = new Origin[Steps.Count];
        var known = 0;
        if (shorter is not null)
        {
            var before = shorter.Origins;
            for (; known < before.Count; known++)
            {
                all[known] = before[known];
            }
        }

        for (; known < all.Length; known++)
        {
            all[known] = last;
        }

        return all;
    }
}
