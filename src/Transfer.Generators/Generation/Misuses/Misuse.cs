using Transfer.Common;

namespace Transfer.Generators.Generation.Misuses;

/// <summary>What is wrong with a use of <see cref="RecipeAttribute"/> or <see cref="BackboneAttribute"/>.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Message">What the rule's form of messages takes in.</param>
internal sealed record Misuse(string Rule, EquatableList<string> Message)
{
    public static Misuse Of(string rule, params string[] message) => new(rule, message.ToEquatableList());
}
