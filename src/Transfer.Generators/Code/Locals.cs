using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Transfer.Generators.Code;

/// <summary>Which local variables and parameters of a piece of code hold what the last assignment on the way gave them.</summary>
internal sealed class Locals
{
    private readonly HashSet<ISymbol> untracked = new(SymbolEqualityComparer.Default);
    private readonly bool jumps;

    private Locals(IOperation root)
    {
        var assigned = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var reassigned = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var captured = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var operation in root.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IBranchOperation { BranchKind: BranchKind.GoTo }:
                    jumps = true;
                    break;
                case IVariableDeclaratorOperation declarator when declarator.Symbol.RefKind != RefKind.None:
                    untracked.Add(declarator.Symbol);
                    if (Variable(declarator.GetVariableInitializer()?.Value) is { } aliased)
                    {
                        untracked.Add(aliased);
                    }

                    break;
                case IVariableDeclaratorOperation declarator when declarator.GetVariableInitializer() is not null:
                    assigned.Add(declarator.Symbol);
                    break;
                default:
                    if (Variable(operation) is { } variable)
                    {
                        Note(operation, variable, assigned, reassigned);
                        if (InsideFunction(operation, variable, root))
                        {
                            captured.Add(variable);
                        }
                    }

                    break;
            }
        }

        captured.IntersectWith(reassigned);
        untracked.UnionWith(captured);
    }

    public static Locals Of(IOperation root) => new(root);

    /// <summary>Returns the local or parameter that an operation refers to.</summary>
    public static ISymbol? Variable(IOperation? operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    /// <summary>Returns the locals and parameters that are assigned somewhere inside.</summary>
    public static IEnumerable<ISymbol> AssignedIn(IOperation operation) =>
        from assignment in operation.DescendantsAndSelf().OfType<ISimpleAssignmentOperation>()
        let variable = Variable(assignment.Target)
        where variable is not null
        select variable;

    public bool IsTracked(ISymbol variable) => !jumps && !untracked.Contains(variable);

    private void Note(IOperation reference, ISymbol variable, HashSet<ISymbol> assigned, HashSet<ISymbol> reassigned)
    {
        switch (reference.Parent)
        {
            case ISimpleAssignmentOperation { IsRef: false } assignment when assignment.Target == reference:
                // A parameter has a value from the start.
                if (!assigned.Add(variable) || variable is IParameterSymbol)
                {
                    reassigned.Add(variable);
                }

                break;
            case ISimpleAssignmentOperation { IsRef: true }:
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out }:
            case IAddressOfOperation:
            case ICompoundAssignmentOperation compound when compound.Target == reference:
            case ICoalesceAssignmentOperation coalesce when coalesce.Target == reference:
            case IIncrementOrDecrementOperation:
            case ITupleOperation { Parent: IDeconstructionAssignmentOperation }:
            case IDeclarationExpressionOperation:
                untracked.Add(variable);
                break;
        }
    }

    private static bool InsideFunction(IOperation operation, ISymbol variable, IOperation root)
    {
        for (var outer = operation.Parent; outer is not null && outer != root; outer = outer.Parent)
        {
            var function = (outer as IAnonymousFunctionOperation)?.Symbol ?? (outer as ILocalFunctionOperation)?.Symbol;
            if (function is not null)
            {
                return !SymbolEqualityComparer.Default.Equals(function, variable.ContainingSymbol);
            }
        }

        return false;
    }
}
