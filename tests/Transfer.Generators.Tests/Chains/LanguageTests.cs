extern alias generators;
using System.Globalization;
using generators::Transfer.Generators.Chains;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Transfer.Architectures;
using Transfer.Tests.Constructs;

namespace Transfer.Generators.Tests.Chains;

/// <summary>
/// Whatever a recipe can hold, the compiler reads it from the recipe's text as the run makes it. A construct that it can't read
/// would make it silent about the recipe.
/// </summary>
public class LanguageTests
{
    private const int SamplesOfEach = 8;

    private static readonly Dictionary<string, (string Written, string Read)[]> ByKind = ReadAll(Samples.Written.Select(kind => (
        Samples.NameOf(kind), Enumerable.Range(0, SamplesOfEach).Select(salt => Samples.RecipeWith(Samples.Of(kind, salt))))));

    private static readonly Dictionary<string, (string Written, string Read)[]> ByArchitecture = ReadAll(
        Zoo.Architectures.Select(architecture => (architecture.Name, Enumerable.Repeat(new Recipe(architecture, []), 1))));

    public static TheoryData<string> Kinds => new(ByKind.Keys);

    public static TheoryData<string> Architectures => new(ByArchitecture.Keys);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_compiler_reads_every_construct(string kind) =>
        Assert.All(ByKind[kind], sample => Assert.Equal(sample.Written, sample.Read));

    [Theory]
    [MemberData(nameof(Architectures))]
    public void The_compiler_reads_every_backbone(string architecture) =>
        Assert.All(ByArchitecture[architecture], sample => Assert.Equal(sample.Written, sample.Read));

    // One compilation for all: what it costs is to begin one.
    private static Dictionary<string, (string Written, string Read)[]> ReadAll(
        IEnumerable<(string Name, IEnumerable<Recipe> Recipes)> groups)
    {
        var texts = groups.SelectMany(group => group.Recipes.Select(recipe => (group.Name, Text: recipe.ToString()))).ToArray();
        var members =
            texts.Select((text, i) => string.Create(CultureInfo.InvariantCulture, $"static Recipe R{i} => {text.Text};"));
        var tree = CSharpSyntaxTree.ParseText($$"""
            using Transfer;
            static class Recipes
            {
            {{string.Join("\n", members)}}
            }
            """);
        var compilation = CSharpCompilation.Create(
            "Language", [tree], Verify.References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var model = compilation.GetSemanticModel(tree);
        return tree.GetRoot().DescendantNodes().OfType<PropertyDeclarationSyntax>()
            .Zip(texts, (property, text) => (text.Name, text.Text, Read: Read(compilation, model, property)))
            .GroupBy(one => one.Name, one => (one.Text, one.Read))
            .ToDictionary(group => group.Key, group => group.ToArray());
    }

    private static string Read(Compilation compilation, SemanticModel model, PropertyDeclarationSyntax property)
    {
        var text = property.ExpressionBody!.Expression;
        if (model.GetDiagnostics(property.Span).FirstOrDefault(one => one.Severity == DiagnosticSeverity.Error) is { } error)
        {
            return $"{text} is no C#: {error.GetMessage(CultureInfo.InvariantCulture)}";
        }

        var code = model.GetOperation(text)!;
        var reader = new ChainReader(compilation, Frame.Of(model.GetDeclaredSymbol(property)!, code));
        var value = reader.Read(code);
        return reader.Refusals.Count > 0 ? $"refused: {reader.Refusals[0].Message}"
            : value.IsUnknown ? "unknown"
            : value.Options is [TracedRecipe recipe] ? recipe.Recipe.ToString()
            : $"{value.Options.Count} values";
    }
}
