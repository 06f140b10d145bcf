using Transfer.Generators.Rules;
using Transfer.Rules;

namespace Transfer.Generators.Generation.Misuses;

/// <summary>TRF204: there is no recipe for the member.</summary>
[RuleDescription("""
    The type has no companion with the name that `[Recipe]` specifies (or the member's name followed by `Recipe`), or the
    companion is not a static property, static readonly field or static method without parameters of type `Recipe`.
    """)]
[RuleExample(
    wrong: """
        [Recipe]
        public static partial Plan Flowers { get; }   // TRF204: has no FlowersRecipe

        static Recipe Flower => Backbone.ResNet18().Head(102);
        """,
    right: """
        [Recipe(nameof(Flower))]
        public static partial Plan Flowers { get; }

        static Recipe Flower => Backbone.ResNet18().Head(102);
        """)]
internal sealed class NoCompanion()
    : CompilerRule(RuleId, "[Recipe] without a recipe", Severity.Error, RuleSubject.RecipeMember)
{
    public const string RuleId = "TRF204";
}
