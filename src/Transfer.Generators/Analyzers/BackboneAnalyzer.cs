using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Transfer.Common;
using Transfer.Generators.Generation;
using Transfer.Generators.Generation.Misuses;
using Transfer.Generators.Rules;

namespace Transfer.Generators.Analyzers;

/// <summary>Reports where <see cref="BackboneAttribute"/> is used wrongly; the generator itself reports nothing.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BackboneAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        Descriptors.Of(RuleSubject.BackboneClass);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(BackboneClass.Attribute) is not { } attribute)
            {
                return;
            }

            var names = new ConcurrentBag<(string Name, INamedTypeSymbol Type)>();
            start.RegisterSymbolAction(action => Check(action, attribute, names), SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end => CheckNames(end, names));
        });
    }

    private static void Check(
        SymbolAnalysisContext context, INamedTypeSymbol attributeType, ConcurrentBag<(string Name, INamedTypeSymbol Type)> names)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        var attribute = type.GetAttributes()
            .FirstOrDefault(one => SymbolEqualityComparer.Default.Equals(one.AttributeClass, attributeType));
        if (attribute?.ApplicationSyntaxReference is null)
        {
            return;
        }

        // Of the language version only the form of what is generated depends.
        var read = BackboneClass.Read(type, attribute, context.Compilation, LanguageVersion.Default);
        if (read.Misuse is { } misuse)
        {
            context.ReportDiagnostic(misuse.At(type.Locations[0]));
        }

        if (read.Model is { } model)
        {
            names.Add((model.Name, type));
        }
    }

    private static void CheckNames(CompilationAnalysisContext context, IEnumerable<(string Name, INamedTypeSymbol Type)> names)
    {
        foreach (var same in names.GroupBy(one => one.Name).Where(group => group.Count() > 1))
        {
            var types =
                same.Select(one => (one.Type, Text: one.Type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat)))
                .OrderBy(one => one.Text, StringComparer.Ordinal)
                .ToArray();
            foreach (var (type, text) in types.Skip(1))
            {
                context.ReportDiagnostic(Misuse.Of(SameBackboneName.RuleId, types[0].Text, Literal.Text(same.Key), text)
                    .At(type.Locations[0]));
            }
        }
    }
}
