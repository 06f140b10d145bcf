using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Transfer.Generators.Code;

namespace Transfer.Generators.Chains;

/// <summary>Specifies whether more steps can follow where the compiler does not see them.</summary>
internal enum Continuation
{
    /// <summary>None: the recipe is compiled here, or is the whole of a member that nothing extends.</summary>
    Ended,

    /// <summary>
    /// Some: the recipe goes where the compiler does not follow. What a later step could put right is not reported.
    /// </summary>
    Open,
}

/// <summary>Finds the expressions at which a recipe ends: those that no other step of the same code continues from.</summary>
internal static class RecipeEnds
{
    public static IEnumerable<(IOperation Recipe, Continuation Continuation)> In(
        IReadOnlyList<IOperation> code, Frame frame, Uses uses)
    {
        // Most recipes are in no variable.
        var read = new Lazy<HashSet<ISymbol>>(() => new(
            code.Where(IsRead).Select(operation => Locals.Variable(operation)!), SymbolEqualityComparer.Default));
        foreach (var operation in code)
        {
            if (IsExpression(operation)
                && LinkedLanguage.IsRecipe(operation.Type)
                && End(operation, frame, uses, read) is { } continuation)
            {
                yield return (operation, continuation);
            }
        }
    }

    private static bool IsExpression(IOperation operation) => operation.Kind switch
    {
        OperationKind.Invocation or OperationKind.PropertyReference or OperationKind.FieldReference
            or OperationKind.Conditional or OperationKind.SwitchExpression => true,
        OperationKind.LocalReference or OperationKind.ParameterReference => IsRead(operation),
        _ => false,
    };

    // Null: the recipe goes on in this code, and ends elsewhere in it.
    private static Continuation? End(IOperation operation, Frame frame, Uses uses, Lazy<HashSet<ISymbol>> read)
    {
        var whole = operation;
        while (whole.Parent is IParenthesizedOperation or IConversionOperation { OperatorMethod: null })
        {
            whole = whole.Parent;
        }

        switch (whole.Parent)
        {
            case IInvocationOperation call when call.Instance == whole:
                return call.TargetMethod.Name == nameof(Recipe.Compile) ? Continuation.Ended
                    : LinkedLanguage.IsRecipe(call.Type) ? null
                    : Continuation.Open;
            case IArgumentOperation { Parent: IInvocationOperation call } argument:
                return LinkedLanguage.IsRecipe(call.Type) ? null
                    : argument.Parameter is { } parameter && !uses.AreExtended(parameter.OriginalDefinition) ? Continuation.Ended
                    : Continuation.Open;
            case IConditionalOperation or ISwitchExpressionArmOperation or ICoalesceOperation:
                return null;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator }:
                return read.Value.Contains(declarator.Symbol) ? null : Continuation.Open;
            case ISimpleAssignmentOperation assignment when assignment.Value == whole:
                return Locals.Variable(assignment.Target) is { } variable && read.Value.Contains(variable)
                    ? null
                    : Continuation.Open;
            case IReturnOperation when !IsInFunction(whole) && IsMember(frame.Owner):
            case IFieldInitializerOperation or IPropertyInitializerOperation:
                return uses.AreExtended(frame.Owner) ? Continuation.Open : Continuation.Ended;
            default:
                return Continuation.Open;
        }
    }

    private static bool IsMember(ISymbol owner) => owner is IMethodSymbol or IPropertySymbol or IFieldSymbol;

    private static bool IsInFunction(IOperation operation)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsRead(IOperation operation) =>
        Locals.Variable(operation) is not null
        && !(operation.Parent is ISimpleAssignmentOperation assignment && assignment.Target == operation);
}
