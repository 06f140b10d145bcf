using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Transfer.Generators.Chains;
using Transfer.Generators.Code;
using Transfer.Generators.Rules;

namespace Transfer.Generators.Analyzers;

/// <summary>Runs the rules on every recipe of a program, as <c>Compile()</c> will when the program runs.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RecipeAnalyzer : DiagnosticAnalyzer
{
    private static readonly Mentions LanguageMentions = new(LinkedLanguage.Names);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Descriptors.Of(RuleSubject.Recipe);

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
            var texts = new TextRules(start.Compilation);

            // One action for all rules: each kind of node that an analyzer asks for is a walk through every file.
            start.RegisterSemanticModelAction(file => Analyze(file, findings, texts));
        });
    }

    private static bool UsesLanguage(Compilation compilation) =>
        compilation.ReferencedAssemblyNames.Any(assembly => assembly.Name == LinkedLanguage.AssemblyName);

    private static void Analyze(SemanticModelAnalysisContext context, RecipeFindings findings, TextRules texts)
    {
        // Most files have nothing to do with recipes: not even their tree is walked.
        var (model, cancellation) = (context.SemanticModel, context.CancellationToken);
        var mentions = LanguageMentions.In(model.SyntaxTree.GetText(cancellation));
        if (mentions.Count == 0)
        {
            return;
        }

        var thresholds = ThresholdOptions.Of(context.Options.AnalyzerConfigOptionsProvider.GetOptions(model.SyntaxTree));
        foreach (var code in MemberBodies.CodeAt(model.SyntaxTree.GetRoot(cancellation), mentions))
        {
            cancellation.ThrowIfCancellationRequested();
            if (model.GetOperation(code, cancellation) is { } root)
            {
                // Operation trees are walked through many objects: once for all rules.
                var operations = root.DescendantsAndSelf().ToList();
                var frame = Frame.Of(() => MemberBodies.OwnerOf(code, model), root);
                foreach (var finding in findings.In(operations, frame, thresholds))
                {
                    context.ReportDiagnostic(Facts.Diagnostic(finding));
                }

                foreach (var diagnostic in texts.In(operations, frame, model, cancellation))
                {
                    context.ReportDiagnostic(diagnostic);
                }
            }
        }
    }
}
