using Transfer.Generators.Rules;
using Transfer.Rules;

namespace Transfer.Generators.Generation.Misuses;

/// <summary>TRF202: the member is an instance's.</summary>
[RuleDescription("""
    `[Recipe]` is on an instance member.
    """)]
[RuleExample(
    wrong: """
        [Recipe]
        public partial Plan Flowers { get; }   // TRF202: make it static

        static Recipe FlowersRecipe => Backbone.ResNet18().Head(102);
        """,
    right: """
        [Recipe]
        public static partial Plan Flowers { get; }

        static Recipe FlowersRecipe => Backbone.ResNet18().Head(102);
        """)]
internal sealed class NotStatic()
    : CompilerRule(RuleId, "[Recipe] on a member that is not static", Severity.Error, RuleSubject.RecipeMember)
{
    public const string RuleId = "TRF202";

    public override string MessageFormat =>
        "{0} is not static, but a plan belongs to no instance; make it static";
}
