extern alias generators;

using System.Text.RegularExpressions;
using generators::Transfer.Generators.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Transfer.Generators.Tests;

/// <summary>
/// What the documents show compiles, and the analyzer has nothing to say of it. A block in C# 14, which the compiler that the
/// analyzer is built for does not know, is marked <c>cs</c>.
/// </summary>
public partial class DocumentationTests
{
    private const string Usings = """
        global using System;
        global using System.IO;
        global using System.Linq;
        global using TorchSharp.Modules;
        global using Transfer;
        global using Transfer.Data;
        global using Transfer.Training;
        global using static TorchSharp.torch;

        """;

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/recipes.md")]
    public async Task What_a_page_shows_compiles_and_the_analyzer_has_nothing_to_say(string page)
    {
        var blocks = BlocksOf(page);
        Assert.NotEmpty(blocks);
        foreach (var block in blocks)
        {
            var compilation = CSharpCompilation.Create(
                "Block",
                [CSharpSyntaxTree.ParseText(Usings), CSharpSyntaxTree.ParseText(block)],
                Verify.References,
                new CSharpCompilationOptions(OutputKind.ConsoleApplication));
            Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
            Assert.Empty(await compilation.WithAnalyzers([new RecipeAnalyzer()]).GetAnalyzerDiagnosticsAsync());
        }
    }

    private static string[] BlocksOf(string page) =>
        [.. Block().Matches(File.ReadAllText(Path.Combine(Repository.Root, page)).ReplaceLineEndings("\n")).Select(block => block.Groups["code"].Value)];

    [GeneratedRegex("^```csharp\n(?<code>.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
