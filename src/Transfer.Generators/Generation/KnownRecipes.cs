using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Transfer.Common;
using Transfer.Generators.Chains;

namespace Transfer.Generators.Generation;

/// <summary>
/// Recipes by their text, for as long as the compiler runs. To bind a chain of calls costs many times what all else here does,
/// and of all recipes of a program a key stroke changes one at most.
/// </summary>
internal static class KnownRecipes
{
    // Some hundred bytes each: more than a program has recipes, and soon forgotten where one is typed.
    private static readonly BoundedCache<string, Recipe> Known = new(capacity: 4096);

    /// <summary>Returns the recipe that a text stands for; null where it has to be read.</summary>
    public static Recipe? Find(ExpressionSyntax text, SemanticModel model) =>
        Known.TryGet(text.ToString(), out var recipe)
            && RootsOf(text) is { } roots
            && roots.All(root => IsOfLanguage(root, model))
            ? recipe
            : null;

    /// <summary>Keeps a recipe, if nothing but its text decides what it is.</summary>
    public static void Add(ExpressionSyntax text, IOperation read, Recipe recipe)
    {
        if (SelfContained.TextOf(read) is not null)
        {
            Known.Add(text.ToString(), recipe);
        }
    }

    /// <summary>
    /// Returns the names from which all others in a text follow: <c>Backbone</c>, <c>Optimizers</c>. Null where it holds
    /// anything but calls, members of what they give, literals and lambdas.
    /// </summary>
    private static List<IdentifierNameSyntax>? RootsOf(ExpressionSyntax text)
    {
        var parameters = new HashSet<string>(
            text.DescendantNodes().OfType<ParameterSyntax>().Select(parameter => parameter.Identifier.ValueText));
        var roots = new List<IdentifierNameSyntax>();
        foreach (var node in text.DescendantNodesAndSelf())
        {
            switch (node)
            {
                case IdentifierNameSyntax { Parent: MemberAccessExpressionSyntax access } member when access.Name == member:
                case IdentifierNameSyntax { Parent: NameColonSyntax }:
                case InvocationExpressionSyntax
                    or MemberAccessExpressionSyntax
                    or ArgumentListSyntax
                    or ArgumentSyntax
                    or NameColonSyntax:
                case LiteralExpressionSyntax or PrefixUnaryExpressionSyntax or ParenthesizedExpressionSyntax:
                case SimpleLambdaExpressionSyntax or ParameterSyntax:
                    break;
                case IdentifierNameSyntax name when parameters.Contains(name.Identifier.ValueText):
                    break;
                case IdentifierNameSyntax name:
                    roots.Add(name);
                    break;
                default:
                    return null;
            }
        }

        return roots;
    }

    // An instance method of the language is never hidden by another one; the type that a chain starts from may be.
    private static bool IsOfLanguage(IdentifierNameSyntax root, SemanticModel model) =>
        model.LookupSymbols(root.SpanStart, name: root.Identifier.ValueText) is [INamedTypeSymbol type]
            && LinkedLanguage.Declares(type);
}
