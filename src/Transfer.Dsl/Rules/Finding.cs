using Transfer.Common;
using Transfer.Recipes;

namespace Transfer.Rules;

/// <summary>What a rule has to say of a recipe.</summary>
public sealed class Finding : Value
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

    /// <summary>Returns the finding in one line.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Rule} {Severity.ToString().ToLowerInvariant()}: {Message}; {Remedy}";

    private protected override ArgumentList Describe() => new ArgumentList()
        .AddUnwritten("rule", Rule)
        .AddUnwritten("severity", Severity)
        .AddUnwritten("place", Place)
        .AddUnwritten("message", Message)
        .AddUnwritten("remedy", Remedy);
}
