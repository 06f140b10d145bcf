using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Transfer.Rules;
using RuleSet = Transfer.Rules.RuleSet;

namespace Transfer.Generators.Analyzers;

/// <summary>The rules as the compiler wants them.</summary>
internal static class Descriptors
{
    private const string Pages = "https://github.com/transfer-dotnet/transfer/blob/main/docs/rules/";

    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> ById = Rules
        .ToImmutableDictionary(rule => rule.Id, DescriptorOf);

    /// <summary>Gets all rules, by id.</summary>
    public static IEnumerable<RuleMetadata> Rules =>
        RuleSet.All.Concat<RuleMetadata>(CompilerRules.All).OrderBy(rule => rule.Id, StringComparer.Ordinal);

    /// <summary>Gets the ids of the rules that have a code fix: those with an example of one.</summary>
    public static IEnumerable<string> Fixable => Rules
        .Where(rule => ExamplesOf(rule).Any(example => example.Corrected is not null))
        .Select(rule => rule.Id);

    /// <summary>Returns the rule of an id.</summary>
    public static DiagnosticDescriptor Of(string id) => ById[id];

    /// <summary>Returns what an analyzer can report; that of recipes runs the same rules as <c>Compile()</c>.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Of<TAnalyzer>()
        where TAnalyzer : DiagnosticAnalyzer => Rules
            .Where(rule => rule is CompilerRule<TAnalyzer> || (rule is Rule && typeof(TAnalyzer) == typeof(RecipeAnalyzer)))
            .Select(rule => ById[rule.Id])
            .ToImmutableArray();

    /// <summary>Returns what a rule finds, in a paragraph of Markdown.</summary>
    public static string DescriptionOf(RuleMetadata rule) => rule.GetType().GetCustomAttribute<RuleDescriptionAttribute>()!.Text;

    /// <summary>Returns the examples of a rule.</summary>
    public static IEnumerable<RuleExampleAttribute> ExamplesOf(RuleMetadata rule) =>
        rule.GetType().GetCustomAttributes<RuleExampleAttribute>();

    private static DiagnosticDescriptor DescriptorOf(RuleMetadata rule) => new(
        rule.Id,
        rule.Title,
        rule.MessageFormat,
        "Transfer.Recipes",
        rule.Severity switch
        {
            Severity.Error => DiagnosticSeverity.Error,
            Severity.Warning => DiagnosticSeverity.Warning,
            _ => DiagnosticSeverity.Info,
        },
        isEnabledByDefault: true,
        DescriptionOf(rule).Replace("`", string.Empty),
        Pages + rule.Id + ".md",
        rule is CompilerRule { IsAtEnd: true } ? [WellKnownDiagnosticTags.CompilationEnd] : []);
}
