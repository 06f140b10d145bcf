using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Transfer.Generators.Chains;

/// <summary>The code of members of the program.</summary>
internal static class MemberBodies
{
    /// <summary>The pieces of code in a file that operation trees are made of: bodies, initializers, top-level statements.</summary>
    public static IEnumerable<SyntaxNode> CodeOf(SyntaxNode root)
    {
        var members = root.DescendantNodes(node => !IsCode(node) && node is not GlobalStatementSyntax).Where(IsCode);
        return root is CompilationUnitSyntax unit && unit.Members.Any(member => member is GlobalStatementSyntax)
            ? members.Prepend(root)
            : members;
    }

    /// <summary>The member that a piece of code belongs to.</summary>
    public static ISymbol? OwnerOf(SyntaxNode code, SemanticModel model) => code switch
    {
        CompilationUnitSyntax unit => model.GetDeclaredSymbol(unit),
        { Parent: VariableDeclaratorSyntax or PropertyDeclarationSyntax } => model.GetDeclaredSymbol(code.Parent),
        _ => model.GetEnclosingSymbol(code.SpanStart) is IMethodSymbol { AssociatedSymbol: { } property }
            ? property
            : model.GetEnclosingSymbol(code.SpanStart),
    };

    /// <summary>
    /// The one expression that a member always gives: of a static readonly field, an automatic property, an expression body
    /// or a single return; null for every other member.
    /// </summary>
    public static IOperation? ValueOf(ISymbol member, Compilation compilation)
    {
        if (member.IsVirtual || member.IsAbstract || member.IsOverride || member.DeclaringSyntaxReferences.Length != 1)
        {
            return null;
        }

        var syntax = member.DeclaringSyntaxReferences[0].GetSyntax();
        var code = member switch
        {
            IFieldSymbol { IsStatic: true, IsReadOnly: true } when HasNoStaticConstructor(member) =>
                (syntax as VariableDeclaratorSyntax)?.Initializer?.Value,
            IPropertySymbol { SetMethod: null, Parameters.Length: 0 } property =>
                ValueOf((PropertyDeclarationSyntax)syntax, property),
            IMethodSymbol { IsAsync: false } => syntax switch
            {
                MethodDeclarationSyntax method => Single(method.Body, method.ExpressionBody),
                LocalFunctionStatementSyntax function => Single(function.Body, function.ExpressionBody),
                _ => null,
            },
            _ => null,
        };
        return code is null ? null : GetOperation(code, compilation);
    }

    private static ExpressionSyntax? ValueOf(PropertyDeclarationSyntax syntax, IPropertySymbol property)
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

    [SuppressMessage(
        "MicrosoftCodeAnalysisCorrectness",
        "RS1030:Do not invoke Compilation.GetSemanticModel() method within a diagnostic analyzer",
        Justification = "A chain that starts from a member of another file can't be read without that file's model.")]
    internal static IOperation? GetOperation(SyntaxNode code, Compilation compilation) =>
        compilation.ContainsSyntaxTree(code.SyntaxTree)
            ? compilation.GetSemanticModel(code.SyntaxTree).GetOperation(code)
            : null;

    private static bool IsCode(SyntaxNode node) =>
        node is BlockSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax or ConstructorInitializerSyntax;
}
