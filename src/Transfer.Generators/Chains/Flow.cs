using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Transfer.Generators.Code;

namespace Transfer.Generators.Chains;

/// <summary>
/// Follows a variable back from where it is read to what it was given: through straight lines and both arms of an if. A loop,
/// a try or a jump that assigns it in between makes it unknown.
/// </summary>
internal sealed class Flow
{
    private readonly IOperation root;
    private Locals? locals;

    private Flow(IOperation root) => this.root = root;

    public static Flow Of(IOperation root) => new(root);

    /// <summary>Returns the values that a variable can have when an operation is reached.</summary>
    public Value Before(IOperation operation, ISymbol variable, ChainReader reader)
    {
        // Most recipes are one expression.
        locals ??= Locals.Of(root);
        if (!locals.IsTracked(variable))
        {
            return Value.Unknown;
        }

        for (var inner = operation; inner.Parent is { } outer && inner != root; inner = outer)
        {
            switch (outer)
            {
                case IBlockOperation block:
                    return InBlock(block, block.Operations.IndexOf(inner), variable, reader);
                case ILoopOperation or IAnonymousFunctionOperation or ILocalFunctionOperation when IsAssignedIn(outer, variable):
                    return Value.Unknown;
                case ITryOperation attempt when inner != attempt.Body && IsAssignedIn(attempt, variable):
                    return Value.Unknown;
                case ISwitchCaseOperation section when section.Body.Contains(inner):
                    return InCase(section, section.Body.IndexOf(inner), variable, reader);
            }
        }

        return Value.Unknown;
    }

    private Value InBlock(IBlockOperation block, int end, ISymbol variable, ChainReader reader)
    {
        for (var i = end - 1; i >= 0; i--)
        {
            if (After(block.Operations[i], variable, reader, () => InBlock(block, i, variable, reader)) is { } value)
            {
                return value;
            }
        }

        return Before(block, variable, reader);
    }

    private Value InCase(ISwitchCaseOperation section, int end, ISymbol variable, ChainReader reader)
    {
        for (var i = end - 1; i >= 0; i--)
        {
            if (After(section.Body[i], variable, reader, () => InCase(section, i, variable, reader)) is { } value)
            {
                return value;
            }
        }

        return Before(section, variable, reader);
    }

    /// <summary>Returns what a statement leaves in the variable; null when it leaves it as it was.</summary>
    private Value? After(IOperation statement, ISymbol variable, ChainReader reader, Func<Value> before)
    {
        switch (statement)
        {
            case IReturnOperation or IThrowOperation or IExpressionStatementOperation { Operation: IThrowOperation }
                or IBranchOperation { BranchKind: BranchKind.Break or BranchKind.Continue }:
                return Value.Never;
            case IExpressionStatementOperation { Operation: ISimpleAssignmentOperation assignment }
                when Equal(Locals.Variable(assignment.Target), variable):
                return reader.Read(assignment.Value);
            case IVariableDeclarationGroupOperation group
                when Declarator(group, variable) is { } declarator:
                return declarator.GetVariableInitializer() is { } initializer ? reader.Read(initializer.Value) : Value.Unknown;
            case IBlockOperation block:
                return InStatements(block, variable, reader);
            case IConditionalOperation choice when IsAssignedIn(choice, variable) && !IsAssignedIn(choice.Condition, variable):
                var whenTrue = After(choice.WhenTrue, variable, reader, before) ?? before();
                var whenFalse = (choice.WhenFalse is { } otherwise ? After(otherwise, variable, reader, before) : null)
                    ?? before();
                return Value.Either(whenTrue, whenFalse);
            default:
                return IsAssignedIn(statement, variable) ? Value.Unknown : null;
        }
    }

    private Value? InStatements(IBlockOperation block, ISymbol variable, ChainReader reader)
    {
        for (var i = block.Operations.Length - 1; i >= 0; i--)
        {
            if (After(block.Operations[i], variable, reader, () => InBlock(block, i, variable, reader)) is { } value)
            {
                return value;
            }
        }

        return null;
    }

    private static IVariableDeclaratorOperation? Declarator(IVariableDeclarationGroupOperation group, ISymbol variable) =>
        group.Declarations.SelectMany(declaration => declaration.Declarators)
            .FirstOrDefault(declarator => Equal(declarator.Symbol, variable));

    private static bool IsAssignedIn(IOperation operation, ISymbol variable) =>
        Locals.AssignedIn(operation).Any(assigned => Equal(assigned, variable));

    private static bool Equal(ISymbol? left, ISymbol? right) => SymbolEqualityComparer.Default.Equals(left, right);
}
