namespace Transfer.Generators.Tests.Documents;

/// <summary>The C# in a document of this repository.</summary>
internal static class MarkdownCode
{
    private const string Fence = "```";

    /// <summary>The blocks marked <c>csharp</c>, in order.</summary>
    /// <param name="text">The document.</param>
    /// <returns>Each block with the number of its first line, from 1.</returns>
    public static IReadOnlyList<(int Line, string Code)> Blocks(string text)
    {
        var blocks = new List<(int, string)>();
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i] != Fence + "csharp")
            {
                continue;
            }

            var start = i + 1;
            while (lines[++i] != Fence)
            {
            }

            blocks.Add((start + 1, string.Join("\n", lines[start..i])));
        }

        return blocks;
    }

    /// <summary>
    /// A program of a block: its using directives first, and with what the documents speak of (<c>recipe</c>, <c>train</c>,
    /// <c>validation</c>, <c>model</c>) where it does not declare them itself.
    /// </summary>
    /// <param name="code">The block.</param>
    /// <returns>The program.</returns>
    public static string Program(string code)
    {
        var lines = code.Split('\n');
        var usings = lines.Where(IsUsing);

        // The compiler that the tests have is older than extension members: it calls the method that they stand for.
        var rest = lines.Where(line => !IsUsing(line)).Select(line => line.Replace("Backbone.From(", "BackboneExtensions.From("));
        return $$"""
            using System;
            using System.Linq;
            using Transfer;
            {{string.Join("\n", usings)}}
            #line 1
            {{string.Join("\n", rest)}}
            partial class Program
            {
                static readonly Transfer.Recipe recipe = Transfer.Backbone.ResNet18();
                static readonly Transfer.Data.IImageDataset train = null!;
                static readonly Transfer.Data.IImageDataset validation = null!;
                static readonly Transfer.TransferModel model = null!;
            }
            """;
    }

    private static bool IsUsing(string line) =>
        line.StartsWith("using ", StringComparison.Ordinal) && !line.StartsWith("using var", StringComparison.Ordinal);
}
