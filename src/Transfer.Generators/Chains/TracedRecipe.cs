using Microsoft.CodeAnalysis;
using Transfer.Architectures;
using Transfer.Steps;

namespace Transfer.Generators.Chains;

/// <summary>A recipe with the place of each of its steps.</summary>
internal sealed class TracedRecipe
{
    private readonly Origin[] origins;

    private TracedRecipe(Recipe recipe, Origin start, Origin[] origins)
    {
        Recipe = recipe;
        Start = start;
        this.origins = origins;
    }

    public Recipe Recipe { get; }

    /// <summary>Where the backbone was named.</summary>
    public Origin Start { get; }

    /// <summary>The place of each step.</summary>
    public IReadOnlyList<Origin> Origins => origins;

    public Architecture Architecture => Recipe.Architecture;

    public IReadOnlyList<Step> Steps => Recipe.Steps;

    public static TracedRecipe From(Recipe recipe, Origin start) =>
        new(recipe, start, [.. recipe.Steps.Select(_ => start)]);

    /// <summary>The recipe that a call made of this one; null when it did not just add steps.</summary>
    public TracedRecipe? To(Recipe longer, Origin origin) =>
        longer.Steps.Count < Steps.Count || !ReferenceEquals(longer.Architecture, Architecture)
            ? null
            : new TracedRecipe(longer, Start, Extended(origin, longer.Steps.Count));

    /// <summary>The recipe with one step more, whose arguments are not known.</summary>
    public TracedRecipe WithUnknown(string method, Origin origin) =>
        new(new Recipe(Architecture, [.. Steps, new UnknownStep(method)]), Start, Extended(origin, Steps.Count + 1));

    /// <summary>The same recipe, its steps seen from where another member is called or read.</summary>
    public TracedRecipe BroughtInBy(Frame frame, IOperation call, ISymbol from)
    {
        Origin Moved(Origin origin) =>
            SymbolEqualityComparer.Default.Equals(origin.Owner, from) ? origin.BroughtInBy(frame, call, from) : origin;
        return new TracedRecipe(Recipe, Moved(Start), [.. Origins.Select(Moved)]);
    }

    private Origin[] Extended(Origin origin, int count)
    {
        var longer = new Origin[count];
        origins.CopyTo(longer, 0);
        for (var i = origins.Length; i < count; i++)
        {
            longer[i] = origin;
        }

        return longer;
    }
}
