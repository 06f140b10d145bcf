using System.Globalization;
using Transfer.Rules;

namespace Transfer.Docs;

/// <summary>The tables of docs/rules/README.md: the rules, and their options.</summary>
internal static class RuleIndex
{
    public static WrittenFile File { get; } = new("docs/rules/README.md", Write);

    private static string Write(string text)
    {
        text = Markdown.Table(text, ["Rule", "Severity", "Mistake", "Source", "Code fix"], Rules.OfRecipes
            .Select(rule => (string[])[.. Cells(rule), Rules.HasFix(rule) ? "yes" : string.Empty]));
        text = Markdown.Table(text, ["Rule", "Severity", "Mistake", "Source"], Rules.All.Except(Rules.OfRecipes).Select(Cells));
        return Markdown.Table(text, ["Option", "Default", "Meaning"],
            from rule in Rules.All.OfType<Rule>()
            from option in rule.Options
            select (string[])[$"`{option.Option}`", option.Default.ToString(CultureInfo.InvariantCulture), option.Meaning]);
    }

    private static string[] Cells(RuleMetadata rule) =>
        [$"[{rule.Id}]({rule.Id}.md)", rule.Severity.ToString(), Rules.TitleInMarkdown(rule), Source(rule.GetType())];

    // A namespace is its folder.
    private static string Source(Type rule)
    {
        var folder = rule.Namespace == typeof(Rule).Namespace
            ? "Transfer.Dsl/Rules"
            : rule.Namespace!.Replace("Transfer.Generators.", "Transfer.Generators/", StringComparison.Ordinal).Replace('.', '/')
                .Replace("Transfer/Generators", "Transfer.Generators", StringComparison.Ordinal);
        return $"[{rule.Name}](../../src/{folder}/{rule.Name}.cs)";
    }
}
