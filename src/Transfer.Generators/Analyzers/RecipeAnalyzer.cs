using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
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
            var seeds = new SeedBesideRecipe();

            // One action for all rules: each kind of node that an analyzer asks for is a walk through every file.
            start.RegisterSemanticModelAction(file => Analyze(file, findings, seeds));
        });
    }

    private static bool UsesLanguage(Compilation compilation) =>
        compilation.ReferencedAssemblyNames.Any(assembly => assembly.Name == LinkedLanguage.AssemblyName);

    private static void Analyze(SemanticModelAnalysisContext context, RecipeFindings findings, SeedBesideRecipe seeds)
    {
        // Most files have nothing to do with recipes: not even their tree is walked.
        var tree = context.SemanticModel.SyntaxTree;
        var text = tree.GetText(context.CancellationToken);
        if (!LinkedLanguage.IsMentionedIn(text, new TextSpan(0, text.Length)))
        {
            return;
        }

        var thresholds = ThresholdOptions.Read(context.Options.AnalyzerConfigOptionsProvider.GetOptions(tree));
        foreach (var code in MemberBodies.CodeOf(tree.GetRoot(context.CancellationToken)))
        {
            // Binding is what costs.
            if (!LinkedLanguage.IsMentionedIn(text, code.Span))
            {
                continue;
            }

            context.CancellationToken.ThrowIfCancellationRequested();
            if (context.SemanticModel.GetOperation(code, context.CancellationToken) is { } operation
                && MemberBodies.OwnerOf(code, context.SemanticModel) is { } owner)
            {
                foreach (var finding in findings.In(operation, owner, thresholds))
                {
                    context.ReportDiagnostic(Facts.Diagnostic(finding));
                }
            }

            CheckText(code, context, seeds);
        }
    }

    // What only a program's text can break.
    private static void CheckText(SyntaxNode code, SemanticModelAnalysisContext context, SeedBesideRecipe seeds)
    {
        // A file's statements are the code of its root; its types are not.
        var nodes = code is CompilationUnitSyntax unit
            ? unit.Members.OfType<GlobalStatementSyntax>().SelectMany(statement => statement.DescendantNodes())
            : code.DescendantNodes();
        foreach (var node in nodes)
        {
            var found = node switch
            {
                ExpressionStatementSyntax statement => DroppedResult.In(statement, context.SemanticModel, context.CancellationToken),
                InvocationExpressionSyntax call => CompiledInLoop.At(call, context.SemanticModel, context.CancellationToken)
                    ?? seeds.At(call, code, context.SemanticModel, context.CancellationToken),
                _ => null,
            };
            if (found is not null)
            {
                context.ReportDiagnostic(found);
            }
        }
    }
}
