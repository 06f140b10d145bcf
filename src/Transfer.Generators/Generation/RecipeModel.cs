using Transfer.Common;
using Transfer.Recipes;

namespace Transfer.Generators.Generation;

/// <summary>A member with <see cref="RecipeAttribute"/>, as data: two are equal when the same source follows from them.</summary>
/// <param name="Namespace">The namespace; empty for none.</param>
/// <param name="Types">The types around the member, outermost first, as they are declared: <c>partial class Catalog</c>.</param>
/// <param name="Modifiers">The member's modifiers: <c>public static partial</c>.</param>
/// <param name="Member">Its name; a method's with its parentheses.</param>
/// <param name="FullName">Its name with those of its namespace and types, separated by dots.</param>
/// <param name="File">The name of the file that is generated for it.</param>
/// <param name="Name">The recipe's name.</param>
/// <param name="Summary">The summary that its author wrote; null for none.</param>
/// <param name="Companion">How the recipe is got inside the type: <c>FlowersRecipe</c>, <c>FlowersRecipe()</c>.</param>
/// <param name="IsReachable">Whether member and companion can be named anywhere in the assembly.</param>
/// <param name="Architecture">The recipe's backbone; null when it is not constant.</param>
/// <param name="Steps">The recipe's steps; none when it is not constant.</param>
internal sealed record RecipeModel(
    string Namespace,
    EquatableList<string> Types,
    string Modifiers,
    string Member,
    string FullName,
    string File,
    string Name,
    string? Summary,
    string Companion,
    bool IsReachable,
    string? Architecture,
    EquatableList<Step> Steps);

/// <summary>Represents the source generated for a recipe.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Text">Its text.</param>
/// <param name="Entry">Its line in the registry; null when the registry can't reach it.</param>
internal sealed record RecipeSource(string File, string Text, RegistryLine? Entry);

/// <summary>A recipe in the registry.</summary>
/// <param name="Name">The recipe's name.</param>
/// <param name="Summary">What it is.</param>
/// <param name="Plan">The expression that gives the plan.</param>
/// <param name="Recipe">The expression that gives the recipe.</param>
internal sealed record RegistryLine(string Name, string Summary, string Plan, string Recipe);

/// <summary>Represents where the registry is generated.</summary>
/// <param name="Namespace">The namespace; empty for none.</param>
/// <param name="Class">The class's name.</param>
internal sealed record RegistryPlace(string Namespace, string Class);
