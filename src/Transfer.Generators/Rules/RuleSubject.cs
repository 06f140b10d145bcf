namespace Transfer.Generators.Rules;

/// <summary>Specifies what a rule is about: each subject has an analyzer.</summary>
internal enum RuleSubject
{
    /// <summary>Recipes, wherever a program writes them.</summary>
    Recipe,

    /// <summary>Members with <c>[Recipe]</c>.</summary>
    RecipeMember,

    /// <summary>Classes with <c>[Backbone]</c>.</summary>
    BackboneClass,
}
