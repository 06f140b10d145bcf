using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Transfer.Generators.Generation;
using Transfer.Generators.Generation.Misuses;
using Transfer.Generators.Rules;

namespace Transfer.Generators.Analyzers;

/// <summary>Reports where <see cref="RecipeAttribute"/> is used wrongly; the generator itself reports nothing.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RecipeMemberAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = Descriptors.Of(RuleSubject.RecipeMember);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(RecipeMember.Attribute) is not { } attribute)
            {
                return;
            }

            var names = new ConcurrentBag<(string Name, ISymbol Member, Location Place)>();
            start.RegisterSymbolAction(action => Check(action, attribute, names), SymbolKind.Method, SymbolKind.Property);
            start.RegisterCompilationEndAction(end => CheckNames(end, names));
        });
    }

    private static void Check(
        SymbolAnalysisContext context, INamedTypeSymbol type, ConcurrentBag<(string Name, ISymbol Member, Location Place)> names)
    {
        var member = context.Symbol;
        var attribute = member.GetAttributes()
            .FirstOrDefault(one => SymbolEqualityComparer.Default.Equals(one.AttributeClass, type));
        var written = attribute?.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken);
        if (attribute is null
            || written is not { Parent.Parent: MemberDeclarationSyntax syntax }
            || NameIn(syntax) is not { } place)
        {
            return;
        }

        var read = RecipeMember.Read(member, syntax, attribute, context.Compilation);
        if (read.Misuse is { } misuse)
        {
            context.ReportDiagnostic(misuse.At(place));
        }

        if (read.Model is { } model)
        {
            names.Add((model.Name, member, place));
        }
    }

    private static void CheckNames(
        CompilationAnalysisContext context, IEnumerable<(string Name, ISymbol Member, Location Place)> names)
    {
        foreach (var same in names.GroupBy(one => one.Name).Where(group => group.Count() > 1))
        {
            var members = same.Select(
                one => (one.Place, Text: one.Member.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)))
                .OrderBy(one => one.Text, StringComparer.Ordinal)
                .ToArray();
            foreach (var (place, text) in members.Skip(1))
            {
                context.ReportDiagnostic(Misuse.Of(SameRecipeName.RuleId, members[0].Text, same.Key, text).At(place));
            }
        }
    }

    private static Location? NameIn(MemberDeclarationSyntax syntax) => syntax switch
    {
        MethodDeclarationSyntax method => method.Identifier.GetLocation(),
        PropertyDeclarationSyntax property => property.Identifier.GetLocation(),
        _ => null,
    };
}
