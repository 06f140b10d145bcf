namespace Transfer.Rules;

/// <summary>How grave a finding is.</summary>
public enum Severity
{
    /// <summary>Legal, and perhaps meant: something to know.</summary>
    Info,

    /// <summary>Legal, but seldom meant.</summary>
    Warning,

    /// <summary>The recipe can't be planned.</summary>
    Error,
}

/// <summary>What a rule has to say of a recipe.</summary>
/// <param name="Rule">The rule's id: <c>TRF001</c>.</param>
/// <param name="Severity">How grave it is.</param>
/// <param name="Step">The step it is about, from 0; -1 for the backbone.</param>
/// <param name="Argument">The step's layer argument it is about, from 0; -1 for the step itself.</param>
/// <param name="Message">What is wrong, with its numbers.</param>
/// <param name="Remedy">What to do.</param>
public sealed record Finding(string Rule, Severity Severity, int Step, int Argument, string Message, string Remedy)
{
    /// <summary>Changes of the recipe's text, any one of which does what <see cref="Remedy"/> says.</summary>
    internal IReadOnlyList<Edit> Edits { get; init; } = [];

    /// <summary>Which of a phase's own calls it is about, and which layer argument of that; -1 for the phase, or the call.</summary>
    internal (int Call, int Argument) Inner { get; init; } = (-1, -1);

    /// <summary>Whether the same is found, in the same words.</summary>
    /// <param name="other">Another finding.</param>
    /// <returns>True where all that it shows is equal.</returns>
    public bool Equals(Finding? other) => other is not null
        && (Rule, Severity, Step, Argument, Message, Remedy)
            == (other.Rule, other.Severity, other.Step, other.Argument, other.Message, other.Remedy);

    /// <inheritdoc/>
    public override int GetHashCode() => (Rule, Severity, Step, Argument, Message, Remedy).GetHashCode();

    /// <summary>The finding in one line.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Rule} {Severity.ToString().ToLowerInvariant()}: {Message}; {Remedy}";
}
