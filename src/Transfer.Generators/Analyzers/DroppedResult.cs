using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Transfer.Generators.Chains;
using Transfer.Generators.Rules;
using Transfer.Rules;

namespace Transfer.Generators.Analyzers;

/// <summary>
/// TRF018: <c>recipe.Unfreeze("layer4");</c> as a statement changes nothing, since recipes, phases and heads are immutable.
/// </summary>
[RuleDescription("""
    A call of a recipe, a phase or a head is a statement on its own, and its result is not used.
    """)]
[RuleExample(
    wrong: """
        var recipe = Backbone.ResNet18().Pretrained().FreezeAll().Head(10);
        recipe.Unfreeze("layer4");            // TRF018
        var plan = recipe.Compile();
        """,
    corrected: """
        var recipe = Backbone.ResNet18().Pretrained().FreezeAll().Head(10);
        recipe = recipe.Unfreeze("layer4");
        var plan = recipe.Compile();
        """)]
internal sealed class DroppedResult()
    : CompilerRule(RuleId, "Result of a recipe call discarded", Severity.Warning, RuleSubject.Recipe)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "TRF018";

    /// <inheritdoc/>
    public override string MessageFormat =>
        "the result of {0}(…) is discarded: a {1} is immutable, and each call returns a new one; {2}";

    public static Diagnostic? In(ExpressionStatementSyntax statement, SemanticModel model, CancellationToken cancellation)
    {
        if (CallOf(statement.Expression) is not { } call
            || NameOf(call) is not { } name
            || !LinkedLanguage.Names.Contains(name.Identifier.ValueText)
            || IsExpectedToThrow(statement)
            || model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol { IsStatic: false } method
            || !LinkedLanguage.Declares(method)
            || !GivesALongerOne(method))
        {
            return null;
        }

        var what = method.ReturnType.Name switch
        {
            nameof(Recipe) => "recipe",
            nameof(PhaseBuilder) => "phase",
            _ => "head",
        };
        var remedy = call.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax receiver }
            ? $"assign it, {receiver} = {receiver}.{name}(…), or drop the call"
            : "use it, or drop the call";
        return Facts.Of(
            RuleId,
            name.GetLocation(),
            [name.ToString(), what, remedy],
            Start(call) is { } start && IsAssignable(start, method.ReturnType, model)
                ? [
                    new PlacedEdit(
                        EditKind.Assign, statement.Expression.GetLocation(), null, start.ToString(), $"Assign it to {start}")]
                : []);
    }

    // Steps that recipes and phases share are methods of their base class.
    private static bool GivesALongerOne(IMethodSymbol method) =>
        SymbolEqualityComparer.Default.Equals(method.ReturnType, method.ContainingType)
        || SymbolEqualityComparer.Default.Equals(method.ReturnType.BaseType, method.ContainingType);

    private static InvocationExpressionSyntax? CallOf(ExpressionSyntax expression) => expression switch
    {
        InvocationExpressionSyntax call => call,
        ConditionalAccessExpressionSyntax access => CallOf(access.WhenNotNull),
        ParenthesizedExpressionSyntax inner => CallOf(inner.Expression),
        PostfixUnaryExpressionSyntax certain => CallOf(certain.Operand),
        _ => null,
    };

    private static SimpleNameSyntax? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        _ => null,
    };

    /// <summary>Returns what a chain of calls begins with.</summary>
    private static IdentifierNameSyntax? Start(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax start => start,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => Start(access.Expression),
        _ => null,
    };

    private static bool IsAssignable(IdentifierNameSyntax start, ITypeSymbol type, SemanticModel model) =>
        model.GetSymbolInfo(start).Symbol switch
        {
            ILocalSymbol local => local is { IsConst: false, IsForEach: false, IsUsing: false, RefKind: RefKind.None }
                && SymbolEqualityComparer.Default.Equals(local.Type, type),
            IParameterSymbol parameter => parameter.RefKind is RefKind.None or RefKind.Ref or RefKind.Out
                && SymbolEqualityComparer.Default.Equals(parameter.Type, type),
            IFieldSymbol field =>
                field is { IsReadOnly: false, IsConst: false } && SymbolEqualityComparer.Default.Equals(field.Type, type),
            IPropertySymbol property =>
                property.SetMethod is { IsInitOnly: false } && SymbolEqualityComparer.Default.Equals(property.Type, type),
            _ => false,
        };

    // Assert.Throws(() => { recipe.Head(0); }): the exception is what is wanted.
    private static bool IsExpectedToThrow(StatementSyntax statement) =>
        statement.Parent is BlockSyntax { Statements.Count: 1, Parent: LambdaExpressionSyntax { Parent: ArgumentSyntax } };
}
