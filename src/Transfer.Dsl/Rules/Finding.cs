using Transfer.Recipes;

namespace Transfer.Rules;

/// <summary>Represents what a rule reports about a recipe.</summary>
public sealed record Finding
{
    internal Finding(string rule, Severity severity, RecipePlace place, string message, string remedy)
    {
        Rule = rule;
        Severity = severity;
        Place = place;
        Message = message;
        Remedy = remedy;
    }

    /// <summary>Gets the rule's id: <c>TRF001</c>.</summary>
    public string Rule { get; }

    /// <summary>Gets how grave it is.</summary>
    public Severity Severity { get; }

    /// <summary>Gets the place in the recipe that it is about.</summary>
    public RecipePlace Place { get; }

    /// <summary>Gets what is wrong, with its numbers.</summary>
    public string Message { get; }

    /// <summary>Gets what to do.</summary>
    public string Remedy { get; }

    /// <summary>Gets the changes of the recipe's text, any one of which does what <see cref="Remedy"/> describes.</summary>
    internal IReadOnlyList<Edit> Edits { get; init; } = [];

    /// <summary>Returns whether another finding reports the same for the same place.</summary>
    /// <param name="other">The other finding.</param>
    /// <returns>True where all that it shows is equal.</returns>
    public bool Equals(Finding? other) => other is not null
        && (Rule, Severity, Place, Message, Remedy) == (other.Rule, other.Severity, other.Place, other.Message, other.Remedy);

    /// <inheritdoc/>
    public override int GetHashCode() => (Rule, Severity, Place, Message, Remedy).GetHashCode();

    /// <summary>Returns the finding in one line.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Rule} {Severity.ToString().ToLowerInvariant()}: {Message}; {Remedy}";
}
