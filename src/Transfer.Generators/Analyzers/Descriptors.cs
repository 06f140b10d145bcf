using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Transfer.Rules;
using RuleSet = Transfer.Rules.RuleSet;

namespace Transfer.Generators.Analyzers;

/// <summary>The rules as the compiler wants them.</summary>
internal static class Descriptors
{
    internal const string Pages = "https://github.com/transfer-dotnet/transfer/blob/main/docs/rules/";

    /// <summary>TRF018: a call whose new recipe nobody takes.</summary>
    public static DiagnosticDescriptor DroppedResult { get; } = Of("TRF018", "Result of a recipe call dropped", Severity.Warning);

    /// <summary>TRF019: the same recipe, compiled in each turn of a loop.</summary>
    public static DiagnosticDescriptor CompiledInLoop { get; } = Of("TRF019", "Recipe compiled anew in each turn of a loop", Severity.Info);

    /// <summary>TRF020: a seed for TorchSharp, and none for the recipe.</summary>
    public static DiagnosticDescriptor SeedBesideRecipe { get; } = Of("TRF020", "Seed that does not reach the recipe", Severity.Warning);

    /// <summary>All rules: those of recipes, which <c>Compile()</c> runs too, and those that only a program's text can break.</summary>
    public static ImmutableDictionary<string, DiagnosticDescriptor> ById { get; } = RuleSet.All
        .Select(rule => Of(rule.Id, rule.Title, rule.Severity))
        .Concat([DroppedResult, CompiledInLoop, SeedBesideRecipe])
        .ToImmutableDictionary(descriptor => descriptor.Id);

    private static DiagnosticDescriptor Of(string id, string title, Severity severity) => new(
        id,
        title,
        "{0}",
        "Transfer.Recipes",
        severity switch
        {
            Severity.Error => DiagnosticSeverity.Error,
            Severity.Warning => DiagnosticSeverity.Warning,
            _ => DiagnosticSeverity.Info,
        },
        isEnabledByDefault: true,
        helpLinkUri: Pages + id + ".md");
}
