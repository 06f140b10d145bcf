using Transfer.Generators.Analyzers;
using Transfer.Generators.Rules;
using Transfer.Rules;

namespace Transfer.Docs;

/// <summary>The rules that there are, found by reflection: no list names them.</summary>
internal static class Rules
{
    /// <summary>All rules, by id.</summary>
    public static IReadOnlyList<RuleMetadata> All { get; } = typeof(RuleMetadata).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(RuleMetadata)) && !type.IsAbstract)
        .Select(type => (RuleMetadata)Activator.CreateInstance(type)!)
        .OrderBy(rule => rule.Id, StringComparer.Ordinal)
        .ToArray();

    /// <summary>The rules about recipes and programs; the others are about attributes.</summary>
    public static IEnumerable<RuleMetadata> OfRecipes => All.Where(rule => Descriptors.SubjectOf(rule) == RuleSubject.Recipe);

    /// <summary>Whether an editor offers a fix.</summary>
    public static bool HasFix(RuleMetadata rule) => Descriptors.ExamplesOf(rule).Any(example => example.Corrected is not null);

    /// <summary>A rule's title, its attributes as code.</summary>
    public static string TitleInMarkdown(RuleMetadata rule) =>
        rule.Title.Replace("[Recipe]", "`[Recipe]`", StringComparison.Ordinal)
            .Replace("[Backbone]", "`[Backbone]`", StringComparison.Ordinal);
}
