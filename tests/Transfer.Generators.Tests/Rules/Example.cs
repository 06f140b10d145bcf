extern alias generators;

using System.Globalization;
using System.Text.RegularExpressions;
using generators::Transfer.Generators.Analyzers;
using generators::Transfer.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Transfer.Generators.Tests.Rules;

/// <summary>An example of a rule, and what the analyzers say of its programs.</summary>
internal sealed partial class Example
{
    private static readonly DiagnosticAnalyzer[] Analyzers =
        [new RecipeAnalyzer(), new RecipeMemberAnalyzer(), new BackboneAnalyzer()];

    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Preview);

    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Annotations);

    private readonly RuleExampleAttribute example;

    private Example(RuleMetadata rule, RuleExampleAttribute example)
    {
        Rule = rule;
        this.example = example;
    }

    /// <summary>The rules with the number of each example.</summary>
    public static IEnumerable<(string Rule, int Number)> All =>
        from rule in Descriptors.Rules
        from number in Enumerable.Range(0, Descriptors.ExamplesOf(rule).Count())
        select (rule.Id, number);

    /// <summary>The rule that it is of.</summary>
    public RuleMetadata Rule { get; }

    /// <summary>The program that breaks the rule, with the comment that says so.</summary>
    public string Wrong => example.Wrong.ReplaceLineEndings("\n");

    /// <summary>The program that breaks the rule, without that comment.</summary>
    public string WrongCode => Comment().Replace(Wrong, string.Empty);

    /// <summary>A program without the mistake.</summary>
    public string Right => example.Right.ReplaceLineEndings("\n");

    /// <summary>What the first code fix makes of it.</summary>
    public string? Corrected => example.Corrected?.ReplaceLineEndings("\n");

    /// <summary>Whether it is a recipe, so that <c>Compile()</c> can judge it too.</summary>
    public bool IsRecipe => Rule is generators::Transfer.Rules.Rule && !Wrong.Contains(';', StringComparison.Ordinal);

    public static Example Of(string rule, int number)
    {
        var found = Descriptors.Rules.Single(one => one.Id == rule);
        return new Example(found, Descriptors.ExamplesOf(found).ElementAt(number));
    }

    /// <summary>The lines of the wrong program that its comments name, with what they say of the message.</summary>
    public IEnumerable<(int Line, string[] Message)> Marks() =>
        from line in Wrong.Split('\n').Select((text, i) => (Text: text, Number: i))
        let comment = Comment().Match(line.Text)
        where comment.Success
        select (
            line.Number,
            comment.Groups["message"].Value.Split('…', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A whole program around one of the programs.</summary>
    public static string Program(string code) =>
        code.Contains("[Backbone(", StringComparison.Ordinal) ? Usings + code
        : code.Contains("partial class", StringComparison.Ordinal) || code.Contains(
            "class Catalog", StringComparison.Ordinal) ? Usings + code
        : code.Contains(
            "[Recipe", StringComparison.Ordinal) ? $"{Usings}partial class C\n{{\n{code}\n    static int Load() => 2;\n}}\n"
        : $$"""
            {{Usings}}
            static class C
            {
                static readonly Recipe recipe = Given();
                static readonly IImageDataset[] folds = [];
                static Recipe Given() => throw new NotSupportedException();
                static {{Member(code)}}
            }
            """.ReplaceLineEndings("\n");

    /// <summary>
    /// What the compiler itself has against a program, but for bodies that a generator would write, and partial properties,
    /// which it may not know.
    /// </summary>
    public static IEnumerable<Diagnostic> Errors(string program) => Compilation(program).GetDiagnostics()
        .Where(found => found.Severity == DiagnosticSeverity.Error && found.Id is not ("CS0267" or "CS8795" or "CS9248"));

    /// <summary>What the analyzers say of a program.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> Judge(string program)
    {
        var findings = await Compilation(program).WithAnalyzers([.. Analyzers]).GetAnalyzerDiagnosticsAsync();
        return [.. findings.OrderBy(found => found.Location.SourceSpan)];
    }

    /// <summary>A finding as a failed test shows it.</summary>
    public static string Text(Diagnostic found) =>
        $"{found.Id} in line {LineOf(found) + 1}: {found.GetMessage(CultureInfo.InvariantCulture)}";

    public static int LineOf(Diagnostic found) => found.Location.GetLineSpan().StartLinePosition.Line;

    // What the programs of examples use beside their own.
    private const string Usings = """
        using System;
        using System.Linq;
        using TorchSharp;
        using TorchSharp.Modules;
        using Transfer;
        using Transfer.Data;
        using Transfer.Training;
        using static TorchSharp.torch;
        using static TorchSharp.torch.nn;

        """;

    private static CSharpCompilation Compilation(string program) =>
        CSharpCompilation.Create("Example", [CSharpSyntaxTree.ParseText(program, Parsing)], Verify.References, Options);

    private static string Member(string code) => code.Contains(';', StringComparison.Ordinal)
        ? $"void M()\n    {{\n{code}\n    }}"
        : $"Plan M() =>\n{code}\n    .Compile();";

    [GeneratedRegex(@"[ ]*// TRF\d+(: (?<message>.*))?$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
