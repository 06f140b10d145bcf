using Transfer.Generators.Rules;
using Transfer.Rules;

namespace Transfer.Generators.Generation.Misuses;

/// <summary>TRF203: the member does not return a plan.</summary>
[RuleDescription("""
    The member is neither a property with only a getter nor a method without parameters, of type `Plan`.
    """)]
[RuleExample(
    wrong: """
        [Recipe]
        public static partial Recipe Flowers();   // TRF203: of type Plan

        static Recipe FlowersRecipe => Backbone.ResNet18().Head(102);
        """,
    right: """
        [Recipe]
        public static partial Plan Flowers();

        static Recipe FlowersRecipe => Backbone.ResNet18().Head(102);
        """)]
internal sealed class NoPlan()
    : CompilerRule(RuleId, "[Recipe] on a member that does not return a plan", Severity.Error, RuleSubject.RecipeMember)
{
    public const string RuleId = "TRF203";

    public override string MessageFormat =>
        "{0} must be a property with only a getter, or a method without parameters, of type Plan";
}
