using System.Text.RegularExpressions;
using Transfer.Generators.Analyzers;
using Transfer.Rules;

namespace Transfer.Docs;

/// <summary>What the pages of the rules have of the rules: title, severity, description and examples.</summary>
internal static partial class RulePages
{
    private const string NewPage = """
        # TRF: Title

        Severity: info

        ## What

        ## Why

        ## Example

        ## Fix

        ## When to suppress

        ## What it does not report

        """;

    public static IEnumerable<WrittenFile> Files =>
        Rules.All.Select(rule => new WrittenFile($"docs/rules/{rule.Id}.md", text => Page(rule, text)));

    private static string Page(RuleMetadata rule, string text)
    {
        text = text.Length > 0 ? text : NewPage.ReplaceLineEndings("\n");
        var examples = Descriptors.ExamplesOf(rule).ToArray();
        text = Markdown.One(text, @"\A# .*$", $"# {rule.Id}: {rule.Title}");
        text = Markdown.One(text, "^Severity: .*$", $"Severity: {rule.Severity.ToString().ToLowerInvariant()}");
        text = Markdown.Section(text, "## What", _ => Descriptors.DescriptionOf(rule));
        text = Markdown.Section(text, "## Example", _ => Blocks(examples.Select(example => example.Wrong)));

        // What to do is written by hand; what it looks like is not.
        var right = Blocks(examples.Select(example => example.Right));
        return Markdown.Section(text, "## Fix", body =>
            $"{Block().Replace(body, string.Empty).Trim('\n')}\n\n{right}".TrimStart('\n'));
    }

    private static string Blocks(IEnumerable<string> programs) =>
        string.Join("\n\n", programs.Select(program => $"```csharp\n{program.ReplaceLineEndings("\n")}\n```"));

    [GeneratedRegex(@"\n*^```csharp\n.*?^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
