using Microsoft.CodeAnalysis;
using Transfer.Architectures;
using Transfer.Steps;

namespace Transfer.Generators.Chains;

/// <summary>Where a step of a recipe was written.</summary>
/// <param name="Owner">The member that it is written in.</param>
/// <param name="Call">The name of the call.</param>
/// <param name="Layers">The call's layer arguments, in order.</param>
/// <param name="Source">Where the step itself stands, when <paramref name="Call"/> only brings it in from another member.</param>
/// <param name="Through">The members that it came through, when it was brought in.</param>
internal sealed record Origin(
    ISymbol Owner,
    Location Call,
    IReadOnlyList<Location> Layers,
    Origin? Source,
    IReadOnlyList<ISymbol> Through)
{
    /// <summary>Where the step itself stands.</summary>
    public Origin Written => Source ?? this;

    /// <summary>The place of the step, or of one of its layer arguments; -1 for the step.</summary>
    public Location At(int argument) => argument >= 0 && argument < Layers.Count ? Layers[argument] : Call;

    /// <summary>The step as seen from a member that brings it in by a call or a reference.</summary>
    public Origin BroughtInBy(ISymbol owner, Location call, ISymbol from) => new(owner, call, [], Written, [.. Through, from]);
}

/// <summary>A recipe with the place of each of its steps.</summary>
internal sealed class TracedRecipe
{
    private TracedRecipe(Recipe recipe, Origin start, IReadOnlyList<Origin> origins)
    {
        Recipe = recipe;
        Start = start;
        Origins = origins;
    }

    public Recipe Recipe { get; }

    /// <summary>Where the backbone was named.</summary>
    public Origin Start { get; }

    /// <summary>The place of each step.</summary>
    public IReadOnlyList<Origin> Origins { get; }

    public Architecture Architecture => Recipe.Architecture;

    public IReadOnlyList<Step> Steps => Recipe.Steps;

    public static TracedRecipe From(Recipe recipe, Origin start) =>
        new(recipe, start, [.. recipe.Steps.Select(_ => start)]);

    /// <summary>The recipe that a call made of this one; null when it did not just add steps.</summary>
    public TracedRecipe? To(Recipe longer, Origin origin) =>
        longer.Steps.Count < Steps.Count || !ReferenceEquals(longer.Architecture, Architecture)
            ? null
            : new TracedRecipe(longer, Start, [.. Origins, .. Enumerable.Repeat(origin, longer.Steps.Count - Steps.Count)]);

    /// <summary>The recipe with one step more, whose arguments are not known.</summary>
    public TracedRecipe WithUnknown(string method, Origin origin) =>
        new(new Recipe(Architecture, [.. Steps, new UnknownStep(method)]), Start, [.. Origins, origin]);

    /// <summary>The same recipe, its steps seen from where another member is called or read.</summary>
    public TracedRecipe BroughtInBy(ISymbol owner, Location call, ISymbol from)
    {
        Origin Moved(Origin origin) =>
            SymbolEqualityComparer.Default.Equals(origin.Owner, from) ? origin.BroughtInBy(owner, call, from) : origin;
        return new TracedRecipe(Recipe, Moved(Start), [.. Origins.Select(Moved)]);
    }
}
