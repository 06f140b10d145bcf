using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Transfer.Generators.Generation.Misuses;
using Transfer.Generators.Rules;
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

    /// <summary>Returns what the analyzer of a subject may report.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Of(RuleSubject subject) => Rules
        .Where(rule => SubjectOf(rule) == subject)
        .Select(rule => ById[rule.Id])
        .ToImmutableArray();

    /// <summary>Returns what a rule is about; the rules that <c>Compile()</c> runs too are about recipes.</summary>
    public static RuleSubject SubjectOf(RuleMetadata rule) =>
        rule is CompilerRule { Subject: var subject } ? subject : RuleSubject.Recipe;

    /// <summary>Returns what the compiler reports of a misuse at a place.</summary>
    public static Diagnostic At(this Misuse misuse, Location place) =>
        Diagnostic.Create(Of(misuse.Rule), place, [.. misuse.Message]);

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
