using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Transfer.Generators.Benchmarks;

/// <summary>An analyzer that looks at every call, and does nothing.</summary>
#pragma warning disable RS1036, RS1038, RS2008 // Only measured.
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class NoRules : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor Rule = new("NONE", "None", "None", "None", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rule];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(_ => { }, OperationKind.Invocation);
    }
}
