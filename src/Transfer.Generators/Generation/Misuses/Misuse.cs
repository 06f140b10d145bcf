using Transfer.Common;

namespace Transfer.Generators.Generation.Misuses;

/// <summary>Represents a wrong use of <see cref="RecipeAttribute"/> or <see cref="BackboneAttribute"/>.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Message">The arguments of the rule's message format.</param>
internal sealed record Misuse(string Rule, EquatableList<string> Message)
{
    public static Misuse Of(string rule, params string[] message) => new(rule, message.ToEquatableList());
}
