using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Transfer.Rules;
using RuleSet = Transfer.Rules.RuleSet;

namespace Transfer.Generators.Analyzers;

/// <summary>The rules as the compiler wants them.</summary>
internal static class Descriptors
{
    private const string Pages = "https://github.com/transfer-dotnet/transfer/blob/main/docs/rules/";

    public static ImmutableDictionary<string, DiagnosticDescriptor> ById { get; } =
        RuleSet.All.ToImmutableDictionary(rule => rule.Id, rule => new DiagnosticDescriptor(
            rule.Id,
            rule.Title,
            "{0}",
            "Transfer.Recipes",
            rule.Severity switch
            {
                Severity.Error => DiagnosticSeverity.Error,
                Severity.Warning => DiagnosticSeverity.Warning,
                _ => DiagnosticSeverity.Info,
            },
            isEnabledByDefault: true,
            helpLinkUri: Pages + rule.Id + ".md"));
}
