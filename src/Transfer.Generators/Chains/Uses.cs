using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Transfer.Generators.Chains;

/// <summary>
/// Whether the program goes on with the recipe that a member or parameter holds, so that a later step may put right what
/// looks wrong. Asked only when there is something to report. Names decide, not symbols: too many uses make the rules silent,
/// never wrong.
/// </summary>
internal sealed class Uses(Compilation compilation)
{
    private readonly ConcurrentDictionary<ISymbol, bool> extended = new(SymbolEqualityComparer.Default);

    public bool AreExtended(ISymbol symbol) => extended.GetOrAdd(symbol, Search);

    private bool Search(ISymbol symbol)
    {
        var scope = symbol is IParameterSymbol
            ? symbol.ContainingSymbol.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).ToArray()
            : compilation.SyntaxTrees.Select(tree => tree.GetRoot()).ToArray();

        // What a method of another assembly does with its argument can't be seen.
        return symbol is IParameterSymbol && scope.Length == 0
            || scope.Any(root => root.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name =>
                name.Identifier.ValueText == symbol.Name && IsExtended(name, symbol is IParameterSymbol)));
    }

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
                case ConditionalAccessExpressionSyntax or EqualsValueClauseSyntax { Parent.Parent.Parent: LocalDeclarationStatementSyntax }:
                    return true;
                case ArgumentSyntax or AssignmentExpressionSyntax:
                    return isParameter;
                default:
                    return false;
            }
        }
    }
}
