using Transfer.Planning;

namespace Transfer.Rules;

/// <summary>A mistake that a recipe can hold: one pure function, run by <c>Compile()</c> and by the analyzer.</summary>
internal abstract class Rule
{
    /// <summary>The id, as TRF001; its page is docs/rules/ID.md.</summary>
    public abstract string Id { get; }

    /// <summary>The mistake in a few words.</summary>
    public abstract string Title { get; }

    /// <summary>How grave it is.</summary>
    public abstract Severity Severity { get; }

    /// <summary>Whether what it finds stays wrong whatever steps follow.</summary>
    public virtual bool IsLasting => false;

    /// <summary>Where it happens in a recipe.</summary>
    /// <param name="facts">What is known of the recipe.</param>
    /// <returns>The findings.</returns>
    public abstract IEnumerable<Finding> Check(RecipeFacts facts);

    protected Finding At(int step, string message, string remedy, int argument = -1, params IReadOnlyList<Edit> edits) =>
        new(Id, Severity, step, argument, message, remedy) { Edits = edits };

    /// <summary>A finding about a call of the recipe, or of one of its phases; there the step's argument is the whole phase.</summary>
    protected Finding At(StepPlace place, string message, string remedy, int argument = -1, params IReadOnlyList<Edit> edits) =>
        At(place.Step, message, remedy, place.IsInPhase ? -1 : argument, edits) with { Inner = (place.Inner, argument) };

    /// <summary>A step as the messages name it: without the leading dot.</summary>
    protected static string Name(RecipeFacts facts, int step) => facts.Steps[step].ToString()!.TrimStart('.');
}
