extern alias generators;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.RegularExpressions;
using generators::Transfer.Generators.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Transfer.Tests;

namespace Transfer.Generators.Tests.Documents;

/// <summary>The code in the documents compiles, and the documents are complete.</summary>
public sealed class DocumentTests
{
    public static TheoryData<string, int> Blocks
    {
        get
        {
            var blocks = new TheoryData<string, int>();
            foreach (var document in new[] { "README.md", "docs/recipes.md" })
            {
                foreach (var (line, _) in MarkdownCode.Blocks(Read(document)))
                {
                    blocks.Add(document, line);
                }
            }

            return blocks;
        }
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public async Task A_block_compiles_and_the_analyzer_warns_of_what_the_block_says(string document, int line)
    {
        var code = MarkdownCode.Blocks(Read(document)).Single(block => block.Line == line).Code;
        var compilation = CSharpCompilation.Create(
            "Document",
            [CSharpSyntaxTree.ParseText(MarkdownCode.Program(code), new CSharpParseOptions(LanguageVersion.Preview))],
            Verify.References,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        Assert.Empty(compilation.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error).Select(Text));

        var findings = await compilation
            .WithAnalyzers(ImmutableArray.Create<DiagnosticAnalyzer>(new RecipeAnalyzer()))
            .GetAnalyzerDiagnosticsAsync();
        Assert.Empty(findings
            .Where(found => found.Severity >= DiagnosticSeverity.Warning && !code.Contains(found.Id, StringComparison.Ordinal))
            .Select(Text));
    }

    [Theory]
    [InlineData(typeof(Recipe))]
    [InlineData(typeof(PhaseBuilder))]
    [InlineData(typeof(HeadBuilder))]
    [InlineData(typeof(Optimizers))]
    [InlineData(typeof(Schedules))]
    [InlineData(typeof(Losses))]
    [InlineData(typeof(Augmentations))]
    [InlineData(typeof(Layers))]
    public void The_guide_names_all_of_the_language(Type type)
    {
        var guide = Read("docs/recipes.md");
        const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var members = type.GetMembers(Own)
            .Where(member => member is MethodInfo { IsSpecialName: false } or FieldInfo && member.Name != nameof(ToString))
            .Select(member => type is { IsAbstract: true, IsSealed: true } ? $"{type.Name}.{member.Name}" : member.Name)
            .Distinct();
        Assert.All(members, name => Assert.Contains(name, guide, StringComparison.Ordinal));
    }

    [Fact]
    public void Links_of_the_documents_lead_somewhere()
    {
        foreach (var document in new[] { "README.md", "docs/recipes.md" })
        {
            var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, document))!;
            var targets = Regex.Matches(Read(document), @"\]\((?<target>[^)#:]+)\)")
                .Select(match => match.Groups["target"].Value);
            Assert.All(targets, target => Assert.True(Path.Exists(Path.Combine(folder, target)), $"{document}: {target}"));
        }
    }

    private static string Text(Diagnostic found) =>
        $"line {found.Location.GetLineSpan().StartLinePosition.Line + 1}: {found.Id} {found.GetMessage()}";

    private static string Read(string document) => File.ReadAllText(Path.Combine(Repository.Root, document));
}
