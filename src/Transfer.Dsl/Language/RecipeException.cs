using Transfer.Graphs;
using Transfer.Rules;

namespace Transfer;

/// <summary>A recipe that can't be planned. The message prints the recipe, marks the step, and says what to do.</summary>
public sealed class RecipeException : Exception
{
    internal RecipeException(string message, EquatableList<Finding> findings)
        : base(message) => Findings = findings;

    /// <summary>What the rules found, warnings included.</summary>
    public EquatableList<Finding> Findings { get; }
}
