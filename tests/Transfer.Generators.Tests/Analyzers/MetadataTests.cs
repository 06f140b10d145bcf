extern alias generators;

using System.Text.RegularExpressions;
using generators::Transfer.Generators.Analyzers;
using Microsoft.CodeAnalysis;
using Transfer.Tests;
using RuleSet = generators::Transfer.Rules.RuleSet;

namespace Transfer.Generators.Tests.Analyzers;

/// <summary>A rule's descriptor, its page and its row in the release file say the same.</summary>
public partial class MetadataTests
{
    public static TheoryData<string> Ids => new(Descriptors.Select(descriptor => descriptor.Id));

    private static IEnumerable<DiagnosticDescriptor> Descriptors =>
        [
            .. new RecipeAnalyzer().SupportedDiagnostics,
            .. new RecipeMemberAnalyzer().SupportedDiagnostics,
            .. new BackboneAnalyzer().SupportedDiagnostics];

    [Fact]
    public void Every_page_and_every_row_belongs_to_a_rule()
    {
        var ids = Descriptors.Select(descriptor => descriptor.Id).Order().ToArray();
        Assert.Equal(
            ids,
            Directory.GetFiles(Path.Combine(Repository.Root, "docs", "rules"), "TRF*.md")
                .Select(Path.GetFileNameWithoutExtension)
                .Order());
        Assert.Equal(ids, Row().Matches(Releases()).Select(row => row.Groups["id"].Value).Order());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Id_severity_title_link_and_page_agree(string id)
    {
        var descriptor = Descriptors.Single(candidate => candidate.Id == id);
        var title = descriptor.Title.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "rules", id + ".md"));
        var row = Row().Matches(Releases()).Single(candidate => candidate.Groups["id"].Value == id);

        Assert.True(descriptor.IsEnabledByDefault);
        Assert.EndsWith($"/docs/rules/{id}.md", descriptor.HelpLinkUri, StringComparison.Ordinal);
        Assert.StartsWith($"# {id}: {title}\n", page.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains($"Severity: {descriptor.DefaultSeverity.ToString().ToLowerInvariant()}", page, StringComparison.Ordinal);
        string[] sections =
            ["## What", "## Why", "## Example", "## Fix", "## When to suppress", "## What it does not report"];
        foreach (var section in sections)
        {
            Assert.Contains("\n" + section + "\n", page.ReplaceLineEndings("\n"), StringComparison.Ordinal);
            var text = page.ReplaceLineEndings("\n").Split("\n" + section + "\n")[1].TrimStart('\n');
            Assert.False(
                text.Length == 0 || text[0] == '#' || (text[0] == '`' && section == "## Fix" && text.StartsWith("```")),
                $"{id}.md says nothing in {section}.");
        }

        Assert.Equal(descriptor.Category, row.Groups["category"].Value);
        Assert.Equal(descriptor.DefaultSeverity, Enum.Parse<DiagnosticSeverity>(row.Groups["severity"].Value));
        Assert.Equal(title, row.Groups["title"].Value);
        Assert.Equal($"../../docs/rules/{id}.md", row.Groups["page"].Value);
    }

    [Fact]
    public void The_index_has_each_rule_and_each_option()
    {
        var index = File.ReadAllText(Path.Combine(Repository.Root, "docs", "rules", "README.md"));
        var plain = index.Replace("`", string.Empty, StringComparison.Ordinal);
        foreach (var descriptor in Descriptors)
        {
            var title = descriptor.Title.ToString(System.Globalization.CultureInfo.InvariantCulture);
            Assert.Contains(
                $"| [{descriptor.Id}]({descriptor.Id}.md) | {descriptor.DefaultSeverity} | {title} |",
                plain,
                StringComparison.Ordinal);
        }

        Assert.Equal(
            RuleSet.All.SelectMany(rule => rule.Options).Select(option => option.Option).Order(),
            OptionRow().Matches(index).Select(row => row.Groups["name"].Value).Order());
    }

    private static string Releases() =>
        File.ReadAllText(Path.Combine(Repository.Root, "src", "Transfer.Generators", "AnalyzerReleases.Unshipped.md"))
        + File.ReadAllText(Path.Combine(Repository.Root, "src", "Transfer.Generators", "AnalyzerReleases.Shipped.md"));

    [GeneratedRegex(@"^\| `(?<name>dotnet_code_quality\.\S+)` \|", RegexOptions.Multiline)]
    private static partial Regex OptionRow();

    [GeneratedRegex(
        @"^(?<id>TRF\d+) \| (?<category>\S+) \| (?<severity>\S+) \| \[(?<title>.+)\]\((?<page>.+)\)\r?$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
