using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Transfer.Generators.Chains;

/// <summary>
/// Whether the program continues with the recipe that a member or parameter holds, so that a later step may put right what
/// looks wrong. Asked only when there is something to report. Names decide, not symbols: too many uses make the rules silent,
/// never wrong.
/// </summary>
internal sealed class Uses(Compilation compilation)
{
    private readonly ConcurrentDictionary<ISymbol, bool> parameters = new(SymbolEqualityComparer.Default);

    // One walk through the program for all members, however many hold recipes.
    private readonly Lazy<HashSet<string>> members = new(() => new HashSet<string>(
        from tree in compilation.SyntaxTrees
        from name in Names(tree.GetRoot())
        where IsExtended(name, isParameter: false)
        select name.Identifier.ValueText));

    public bool AreExtended(ISymbol symbol) => symbol is IParameterSymbol parameter
        ? parameters.GetOrAdd(parameter, _ => IsExtended(parameter))
        : members.Value.Contains(symbol.Name);

    private static bool IsExtended(IParameterSymbol parameter)
    {
        // What a method of another assembly does with its argument can't be seen.
        var scope = parameter.ContainingSymbol.DeclaringSyntaxReferences;
        return scope.Length == 0 || scope.Any(reference => Names(reference.GetSyntax()).Any(name =>
            name.Identifier.ValueText == parameter.Name && IsExtended(name, isParameter: true)));
    }

    private static IEnumerable<IdentifierNameSyntax> Names(SyntaxNode root) =>
        root.DescendantNodes().OfType<IdentifierNameSyntax>();

    private static bool IsExtended(ExpressionSyntax name, bool isParameter)
    {
        var whole = name;
        while (true)
        {
            switch (whole.Parent)
            {
                case MemberAccessExpressionSyntax access when access.Name == whole:
                    whole = access;
                    break;
                case InvocationExpressionSyntax invocation when invocation.Expression == whole:
                    whole = invocation;
                    break;
                case ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax or CastExpressionSyntax
                    or ConditionalExpressionSyntax or SwitchExpressionArmSyntax or SwitchExpressionSyntax:
                    whole = (ExpressionSyntax?)(whole.Parent as ExpressionSyntax) ?? (ExpressionSyntax)whole.Parent.Parent!;
                    break;
                case MemberAccessExpressionSyntax access:
                    return access.Name.Identifier.ValueText != nameof(Recipe.Compile);
                case ConditionalAccessExpressionSyntax
                    or EqualsValueClauseSyntax { Parent.Parent.Parent: LocalDeclarationStatementSyntax }:
                    return true;
                case ArgumentSyntax or AssignmentExpressionSyntax:
                    return isParameter;
                default:
                    return false;
            }
        }
    }
}
