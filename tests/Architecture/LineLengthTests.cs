using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Transfer.Architecture;

/// <summary>Verifies the line length of .editorconfig, which neither the compiler nor <c>dotnet format</c> does.</summary>
public sealed class LineLengthTests
{
    private static readonly int Longest = File.ReadLines(Path.Combine(Repository.Root, ".editorconfig"))
        .Select(line => line.Split(" = "))
        .Where(parts => parts[0] == "max_line_length")
        .Select(parts => int.Parse(parts[1], CultureInfo.InvariantCulture))
        .Single();

    public static TheoryData<string> Folders => ["src", "tests", "examples", "benchmarks", "tools"];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Lines_are_short(string folder)
    {
        var tooLong = Repository.Sources(folder).SelectMany(TooLong).ToList();
        Assert.True(tooLong.Count == 0, $"Longer than {Longest} characters:\n{string.Join('\n', tooLong)}");
    }

    private static IEnumerable<string> TooLong(string file)
    {
        var text = SourceText.From(File.ReadAllText(Path.Combine(Repository.Root, file)));
        var lines = text.Lines.Where(line => line.Span.Length > Longest).ToList();

        // Few files have such lines: only those are parsed.
        return lines.Count == 0
            ? []
            : lines.ExceptBy(InRawStrings(text), line => line.LineNumber).Select(line => $"{file}:{line.LineNumber + 1}");
    }

    /// <summary>Returns the lines whose length a raw string literal determines: to wrap them is to change the string.</summary>
    private static IEnumerable<int> InRawStrings(SourceText text) =>
        from node in CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview)).GetRoot().DescendantNodes()
        where IsRawString(node)
        let span = text.Lines.GetLinePositionSpan(node.Span)
        from line in Enumerable.Range(span.Start.Line, span.End.Line - span.Start.Line + 1)
        select line;

    private static bool IsRawString(SyntaxNode node) => node switch
    {
        LiteralExpressionSyntax literal => literal.Token.Text.TrimStart().StartsWith("\"\"\"", StringComparison.Ordinal),
        InterpolatedStringExpressionSyntax text => text.StringStartToken.Text.Contains("\"\"\"", StringComparison.Ordinal),
        _ => false,
    };
}
