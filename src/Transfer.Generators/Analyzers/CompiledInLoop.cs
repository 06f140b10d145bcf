using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Transfer.Generators.Chains;
using Transfer.Generators.Code;
using Transfer.Generators.Rules;
using Transfer.Rules;

namespace Transfer.Generators.Analyzers;

/// <summary>TRF019: <c>Compile()</c> in each turn of a loop, of a recipe that is the same in all of them.</summary>
[RuleDescription("""
    `Compile()` is in the body of a loop, and its recipe is the same in every iteration.
    """)]
[RuleExample(
    wrong: """
        for (var fold = 0; fold < 5; fold++)
        {
            using var model = TransferModel.Create(recipe.Compile());   // TRF019
            model.Train(folds[fold]);
        }
        """,
    right: """
        var plan = recipe.Compile();
        for (var fold = 0; fold < 5; fold++)
        {
            using var model = TransferModel.Create(plan);
            model.Train(folds[fold]);
        }
        """)]
internal sealed class CompiledInLoop()
    : CompilerRule(RuleId, "Recipe compiled again in each iteration of a loop", Severity.Info, RuleSubject.Recipe)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "TRF019";

    /// <inheritdoc/>
    public override string MessageFormat =>
        "the recipe does not depend on the loop, but each iteration compiles it again; compile it once, before the loop";

    public static Diagnostic? At(IInvocationOperation compile, SemanticModel model, CancellationToken cancellation) =>
        compile is { Instance: { } recipe, Syntax: InvocationExpressionSyntax call }
        && call.Expression is MemberAccessExpressionSyntax access
        && LoopAround(call) is { } loop
        && model.GetOperation(loop, cancellation) is { } turns
        && IsTheSameInAll(recipe, turns)
            ? Diagnostic.Create(Descriptors.Of(RuleId), access.Name.GetLocation())
            : null;

    /// <summary>
    /// Returns the loop in each turn of which a call is made; null where a condition, a jump or a function lies between.
    /// </summary>
    private static StatementSyntax? LoopAround(SyntaxNode call)
    {
        for (var (inner, outer) = (call, call.Parent); outer is not null; (inner, outer) = (outer, outer.Parent))
        {
            switch (outer)
            {
                case ForStatementSyntax { Statement: var body } when body == inner:
                case CommonForEachStatementSyntax { Statement: var turn } when turn == inner:
                case WhileStatementSyntax { Statement: var again } when again == inner:
                case DoStatementSyntax { Statement: var first } when first == inner:
                    return EndsLoop(inner) ? null : (StatementSyntax)outer;
                case AssignmentExpressionSyntax assignment when !assignment.IsKind(SyntaxKind.SimpleAssignmentExpression):
                    return null;
                case ExpressionStatementSyntax or LocalDeclarationStatementSyntax or BlockSyntax or UsingStatementSyntax:
                case ArgumentSyntax or ArgumentListSyntax or InvocationExpressionSyntax or MemberAccessExpressionSyntax:
                case EqualsValueClauseSyntax
                    or VariableDeclaratorSyntax
                    or VariableDeclarationSyntax
                    or AssignmentExpressionSyntax:
                case ParenthesizedExpressionSyntax
                    or BaseObjectCreationExpressionSyntax
                    or AwaitExpressionSyntax
                    or CastExpressionSyntax:
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    // A loop that ends in its first turn is none.
    private static bool EndsLoop(SyntaxNode body) => body is BlockSyntax { Statements: [.., var last] }
        && last is BreakStatementSyntax or ReturnStatementSyntax or ThrowStatementSyntax;

    // Only what is certain to give the same: calls of the language, constants, and variables that the loop leaves alone.
    private static bool IsTheSameInAll(IOperation recipe, IOperation loop)
    {
        var changed =
            new HashSet<ISymbol>(loop.Descendants().Select(ChangedBy).OfType<ISymbol>(), SymbolEqualityComparer.Default);
        return recipe.DescendantsAndSelf().All(operation => operation.ConstantValue.HasValue || operation switch
        {
            IInvocationOperation invocation => LinkedLanguage.Declares(invocation.TargetMethod),
            IPropertyReferenceOperation property => property.Property.IsStatic && LinkedLanguage.Declares(property.Property),
            IFieldReferenceOperation field => field.Field is { IsStatic: true, IsReadOnly: true },
            ILocalReferenceOperation local => !changed.Contains(local.Local),
            IParameterReferenceOperation parameter => !changed.Contains(parameter.Parameter),
            IArgumentOperation or IConversionOperation or IParenthesizedOperation or IArrayCreationOperation
                or IArrayInitializerOperation
                or IDefaultValueOperation
                or IDelegateCreationOperation
                or IAnonymousFunctionOperation
                or IBlockOperation or IReturnOperation => true,
            _ => false,
        });
    }

    private static ISymbol? ChangedBy(IOperation operation) => operation switch
    {
        IVariableDeclaratorOperation declarator => declarator.Symbol,
        ISimpleAssignmentOperation assignment => Locals.Variable(assignment.Target),
        ICompoundAssignmentOperation assignment => Locals.Variable(assignment.Target),
        ICoalesceAssignmentOperation assignment => Locals.Variable(assignment.Target),
        IIncrementOrDecrementOperation step => Locals.Variable(step.Target),
        IArgumentOperation { Parameter.RefKind: not RefKind.None } argument => Locals.Variable(argument.Value),
        IDeclarationExpressionOperation declaration => Locals.Variable(declaration.Expression),
        ITupleOperation tuple => tuple.Elements.Select(Locals.Variable).FirstOrDefault(variable => variable is not null),
        _ => null,
    };
}
