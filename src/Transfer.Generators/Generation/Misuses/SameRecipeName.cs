using Transfer.Generators.Rules;
using Transfer.Rules;

namespace Transfer.Generators.Generation.Misuses;

/// <summary>TRF206: two recipes have one name.</summary>
[RuleDescription("""
    Two members with `[Recipe]` in one assembly have the same name in `Recipes.All`.
    """)]
[RuleExample(
    wrong: """
        partial class Birds
        {
            [Recipe]
            public static partial Plan Small();

            static Recipe SmallRecipe => Backbone.ResNet18().Head(200);
        }

        partial class Flowers
        {
            [Recipe]
            public static partial Plan Small();   // TRF206: Birds.Small() is called "Small" too

            static Recipe SmallRecipe => Backbone.ResNet18().Head(102);
        }
        """,
    right: """
        partial class Birds
        {
            [Recipe]
            public static partial Plan Small();

            static Recipe SmallRecipe => Backbone.ResNet18().Head(200);
        }

        partial class Flowers
        {
            [Recipe(Name = "SmallFlowers")]
            public static partial Plan Small();

            static Recipe SmallRecipe => Backbone.ResNet18().Head(102);
        }
        """)]
internal sealed class SameRecipeName()
    : CompilerRule(RuleId, "Two recipes with the same name", Severity.Warning, RuleSubject.RecipeMember)
{
    public const string RuleId = "TRF206";

    public override string MessageFormat =>
        "{0} is called \"{1}\" too, so nobody can tell them apart in the list of recipes; "
        + "give {2} another name, [Recipe(Name = \"…\")]";

    public override bool IsAtEnd => true;
}
