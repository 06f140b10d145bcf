using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Transfer.Generators.Code;

/// <summary>The code of members of the program.</summary>
internal static class MemberBodies
{
    /// <summary>
    /// Returns the pieces of code that operation trees are made of (bodies, initializers, top-level statements) at positions of
    /// a file, each once.
    /// </summary>
    public static IEnumerable<SyntaxNode> CodeAt(SyntaxNode root, IEnumerable<int> positions)
    {
        var (end, hasStatements) = (0, false);
        foreach (var position in positions)
        {
            if (position < end || OutermostAt(root, position) is not { } code || (code == root && hasStatements))
            {
                continue;
            }

            (end, hasStatements) = code == root ? (end, true) : (code.Span.End, hasStatements);
            yield return code;
        }
    }

    private static SyntaxNode? OutermostAt(SyntaxNode root, int position)
    {
        for (var node = root; node.ChildThatContainsPosition(position).AsNode() is { } inner; node = inner)
        {
            if (inner is GlobalStatementSyntax)
            {
                return root;
            }

            if (IsCode(inner))
            {
                return inner;
            }
        }

        return null;
    }

    /// <summary>Returns the member that a piece of code belongs to.</summary>
    public static ISymbol OwnerOf(SyntaxNode code, SemanticModel model)
    {
        var owner = code switch
        {
            CompilationUnitSyntax unit => model.GetDeclaredSymbol(unit),
            { Parent: VariableDeclaratorSyntax or PropertyDeclarationSyntax or MethodDeclarationSyntax } =>
                model.GetDeclaredSymbol(code.Parent),
            _ => model.GetEnclosingSymbol(code.SpanStart),
        };
        return owner is IMethodSymbol { AssociatedSymbol: { } property } ? property : owner ?? model.Compilation.Assembly;
    }

    /// <summary>
    /// Returns the one expression that a member always gives: of a static readonly field, an automatic property, an expression
    /// body or a single return; null for every other member.
    /// </summary>
    public static IOperation? ValueOf(ISymbol member, Compilation compilation) =>
        SyntaxOf(member) is { } code && ModelOf(code, compilation) is { } model ? model.GetOperation(code) : null;

    /// <summary>Returns the text of that expression.</summary>
    public static ExpressionSyntax? SyntaxOf(ISymbol member)
    {
        if (member.IsVirtual || member.IsAbstract || member.IsOverride || member.DeclaringSyntaxReferences.Length != 1)
        {
            return null;
        }

        var syntax = member.DeclaringSyntaxReferences[0].GetSyntax();
        return member switch
        {
            IFieldSymbol { IsStatic: true, IsReadOnly: true } when HasNoStaticConstructor(member) =>
                (syntax as VariableDeclaratorSyntax)?.Initializer?.Value,
            IPropertySymbol { SetMethod: null, Parameters.Length: 0 } property =>
                SyntaxOf((PropertyDeclarationSyntax)syntax, property),
            IMethodSymbol { IsAsync: false } => syntax switch
            {
                MethodDeclarationSyntax method => Single(method.Body, method.ExpressionBody),
                LocalFunctionStatementSyntax function => Single(function.Body, function.ExpressionBody),
                _ => null,
            },
            _ => null,
        };
    }

    private static ExpressionSyntax? SyntaxOf(PropertyDeclarationSyntax syntax, IPropertySymbol property)
    {
        if (syntax.ExpressionBody is { } arrow)
        {
            return arrow.Expression;
        }

        if (syntax.AccessorList?.Accessors is not [{ } getter])
        {
            return null;
        }

        return getter is { Body: null, ExpressionBody: null }
            ? property.IsStatic && HasNoStaticConstructor(property) ? syntax.Initializer?.Value : null
            : Single(getter.Body, getter.ExpressionBody);
    }

    private static ExpressionSyntax? Single(BlockSyntax? body, ArrowExpressionClauseSyntax? arrow) =>
        arrow?.Expression ?? (body?.Statements is [ReturnStatementSyntax only] ? only.Expression : null);

    // A static constructor may assign the field or property again.
    private static bool HasNoStaticConstructor(ISymbol member) =>
        member.ContainingType.StaticConstructors.All(constructor => constructor.IsImplicitlyDeclared);

    /// <summary>Returns the model of the file that code is in; null where another assembly is compiled from it.</summary>
    [SuppressMessage(
        "MicrosoftCodeAnalysisCorrectness",
        "RS1030:Do not invoke Compilation.GetSemanticModel() method within a diagnostic analyzer",
        Justification = "A chain that starts from a member of another file can't be read without that file's model.")]
    public static SemanticModel? ModelOf(SyntaxNode code, Compilation compilation) =>
        compilation.ContainsSyntaxTree(code.SyntaxTree) ? compilation.GetSemanticModel(code.SyntaxTree) : null;

    private static bool IsCode(SyntaxNode node) =>
        node is BlockSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax or ConstructorInitializerSyntax;
}
