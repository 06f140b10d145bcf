using Transfer.Generators.Rules;
using Transfer.Rules;

namespace Transfer.Generators.Generation.Misuses;

/// <summary>TRF205: the recipe is known at run time only.</summary>
[RuleDescription("""
    The recipe depends on something that the compiler does not know; the message states what. The plan is then made by
    `Compile()` when the member is first used, and the member's documentation has no numbers.
    """)]
[RuleExample(
    wrong: """
        static int classes = Load();

        [Recipe]
        public static partial Plan Flowers { get; }   // TRF205: the arguments of Head(…) are not constant

        static Recipe FlowersRecipe => Backbone.ResNet18().Head(classes);
        """,
    right: """
        const int Classes = 102;

        [Recipe]
        public static partial Plan Flowers { get; }

        static Recipe FlowersRecipe => Backbone.ResNet18().Head(Classes);
        """)]
internal sealed class NotConstant()
    : CompilerRule(RuleId, "Recipe that can only be planned at run time", Severity.Info, RuleSubject.RecipeMember)
{
    public const string RuleId = "TRF205";

    public override string MessageFormat =>
        "{0} is planned when it is first used, not by the compiler: {1}";
}
