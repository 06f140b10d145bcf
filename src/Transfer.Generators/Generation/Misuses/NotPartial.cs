using Transfer.Generators.Rules;
using Transfer.Rules;

namespace Transfer.Generators.Generation.Misuses;

/// <summary>TRF201: nothing can be added to the member or its type.</summary>
[RuleDescription("""
    `[Recipe]` is on a member that is not partial, or in a type that is not partial, is generic or file-local.
    """)]
[RuleExample(
    wrong: """
        public static class Catalog
        {
            [Recipe]
            public static partial Plan Flowers { get; }   // TRF201: Catalog is not partial

            static Recipe FlowersRecipe => Backbone.ResNet18().Head(102);
        }
        """,
    right: """
        public static partial class Catalog
        {
            [Recipe]
            public static partial Plan Flowers { get; }

            static Recipe FlowersRecipe => Backbone.ResNet18().Head(102);
        }
        """)]
internal sealed class NotPartial()
    : CompilerRule(RuleId, "[Recipe] on a member that can't be generated", Severity.Error, RuleSubject.RecipeMember)
{
    public const string RuleId = "TRF201";
}
