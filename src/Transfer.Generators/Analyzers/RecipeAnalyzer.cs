using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Transfer.Generators.Chains;

namespace Transfer.Generators.Analyzers;

/// <summary>Runs the rules on every recipe of a program, as <c>Compile()</c> will when the program runs.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RecipeAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Descriptors.ById.Values.ToImmutableArray();

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (!UsesLanguage(start.Compilation))
            {
                return;
            }

            var findings = new RecipeFindings(start.Compilation);
            start.RegisterSemanticModelAction(model => Analyze(model, findings));
            start.RegisterSyntaxNodeAction(DroppedResult.Check, SyntaxKind.ExpressionStatement);
            start.RegisterSyntaxNodeAction(CompiledInLoop.Check, SyntaxKind.InvocationExpression);
            start.RegisterSyntaxNodeAction(new SeedBesideRecipe().Check, SyntaxKind.InvocationExpression);
        });
    }

    private static bool UsesLanguage(Compilation compilation) =>
        compilation.ReferencedAssemblyNames.Any(assembly => assembly.Name == LinkedLanguage.AssemblyName);

    private static void Analyze(SemanticModelAnalysisContext context, RecipeFindings findings)
    {
        var root = context.SemanticModel.SyntaxTree.GetRoot(context.CancellationToken);
        foreach (var code in MemberBodies.CodeOf(root).Where(MentionsLanguage))
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (context.SemanticModel.GetOperation(code, context.CancellationToken) is { } operation
                && MemberBodies.OwnerOf(code, context.SemanticModel) is { } owner)
            {
                foreach (var finding in findings.In(operation, owner))
                {
                    context.ReportDiagnostic(Facts.Diagnostic(finding));
                }
            }
        }
    }

    // Most code has nothing to do with recipes, and binding it is what costs.
    private static bool MentionsLanguage(SyntaxNode code) => code.DescendantTokens()
        .Any(token => token.IsKind(SyntaxKind.IdentifierToken) && LinkedLanguage.Names.Contains(token.ValueText));
}
