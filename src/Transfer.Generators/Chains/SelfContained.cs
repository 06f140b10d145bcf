using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Transfer.Generators.Chains;

/// <summary>
/// Tells the recipes that nothing but their own text decides: calls of the language, with literals and lambdas of it.
/// </summary>
internal static class SelfContained
{
    /// <summary>Returns the text of such a recipe; null for every other.</summary>
    public static string? TextOf(IOperation recipe) =>
        // The text itself does not tell which lines between directives count.
        !recipe.Syntax.ContainsDirectives && Is(recipe, null)
            ? recipe.Syntax.SyntaxTree.GetText().ToString(recipe.Syntax.Span)
            : null;

    private static bool Is(IOperation operation, IMethodSymbol? lambda) => operation switch
    {
        ILiteralOperation or IDefaultValueOperation => true,
        IInvocationOperation { TargetMethod: var method } call => LinkedLanguage.Declares(method)
            && (call.Instance is { } receiver ? Is(receiver, lambda) : IsNamed(call.Syntax, method))
            && call.Arguments.All(argument => Is(argument.Value, lambda)),
        IMemberReferenceOperation { Instance: null, Member: var member } =>
            LinkedLanguage.Declares(member) && IsNamed(operation.Syntax, member),
        IConversionOperation { OperatorMethod: null, Operand: var operand } => Is(operand, lambda),
        IParenthesizedOperation { Operand: var operand } => Is(operand, lambda),
        IUnaryOperation { OperatorMethod: null, Operand: var operand } => Is(operand, lambda),
        IArrayCreationOperation { Initializer.ElementValues: var elements } => elements.All(element => Is(element, lambda)),
        IDelegateCreationOperation
        {
            Target: IAnonymousFunctionOperation
            {
                Symbol: var inner, Body.Operations: [IReturnOperation { ReturnedValue: { } body }]
            }
        } => Is(body, inner),
        IParameterReferenceOperation { Parameter.ContainingSymbol: var owner } =>
            SymbolEqualityComparer.Default.Equals(owner, lambda),
        _ => false,
    };

    // By its own name, and not by an alias, which is another type in another file.
    private static bool IsNamed(SyntaxNode syntax, ISymbol member)
    {
        var type = member.ContainingType;
        while (type.ContainingType is { } outer)
        {
            type = outer;
        }

        var start = syntax is InvocationExpressionSyntax call ? call.Expression : syntax;
        while (start is MemberAccessExpressionSyntax access)
        {
            start = access.Expression;
        }

        return start is IdentifierNameSyntax name && start != syntax && name.Identifier.ValueText == type.Name;
    }
}
