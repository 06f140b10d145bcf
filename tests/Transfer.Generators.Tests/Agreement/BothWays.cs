extern alias generators;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using generators::Transfer.Generators.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Transfer.Rules;

namespace Transfer.Generators.Tests.Agreement;

/// <summary>What a rule says of a recipe, in the compiler or in the run.</summary>
public sealed record Said(string Rule, string? Place, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Rule} {Place}: {Message}";
}

/// <summary>What is said of one recipe: by the analyzer, and by <c>Compile()</c>, or the call that throws before it.</summary>
public sealed record Verdict(string Recipe, IReadOnlyList<Said> Compiler, IReadOnlyList<Said> Run)
{
    /// <summary>Whether both say the same.</summary>
    public bool Agrees => Compiler.ToHashSet().SetEquals(Run) && Compiler.Count == Run.Count;

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Recipe}\n  compiler:\n    {string.Join("\n    ", Compiler)}\n  run:\n    {string.Join("\n    ", Run)}\n";
}

/// <summary>Compiles recipes with the analyzer, then runs the same assembly.</summary>
internal static class BothWays
{
    // What a run can't have: the analyzer's own findings about the code around a recipe.
    private const string Refusal = "TRF006";

    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);

    /// <summary>
    /// Judges recipes. Each is an expression that ends in <c>Compile()</c>, the body of a method that returns a plan, or the
    /// body of a class that has a method <c>Plan Run()</c>.
    /// </summary>
    /// <param name="recipes">The recipes.</param>
    /// <param name="usings">What they need in scope beside the language.</param>
    public static IReadOnlyList<Verdict> Judge(IReadOnlyList<string> recipes, string usings = "")
    {
        var trees = recipes.Select((recipe, i) => CSharpSyntaxTree.ParseText(usings + Program(recipe, i), path: PathOf(i)))
            .ToArray();
        var compilation = CSharpCompilation.Create("Recipes", trees, Verify.References, Options);
        var said = compilation.WithAnalyzers([new RecipeAnalyzer()]).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult()
            .Select(
                diagnostic =>
                    diagnostic.Location.IsInSource ? diagnostic : throw new InvalidOperationException(diagnostic.ToString()))
            .ToLookup(diagnostic => diagnostic.Location.SourceTree!.FilePath, Said);
        var assembly = Load(compilation);
        return recipes
            .Select((recipe, i) => new Verdict(recipe, [.. said[PathOf(i)].Order(BySaid)], [.. Run(assembly, i).Order(BySaid)]))
            .ToArray();
    }

    private static Comparer<Said> BySaid { get; } =
        Comparer<Said>.Create((one, other) => string.CompareOrdinal(one.ToString(), other.ToString()));

    private static string PathOf(int recipe) => string.Create(CultureInfo.InvariantCulture, $"Recipe{recipe}.cs");

    private static string Program(string recipe, int number) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using Transfer;
        static class Recipe{{number}}
        {
            {{Member(recipe)}}
        }
        """;

    private static string Member(string recipe) =>
        recipe.Contains("Plan Run()", StringComparison.Ordinal) ? recipe
        : recipe.Contains("return ", StringComparison.Ordinal) ? $"static Plan Run() {{ {recipe} }}"
        : $"static Plan Run() => {recipe};";

    private static Said Said(Diagnostic diagnostic) => new(
        diagnostic.Id,
        diagnostic.Properties.GetValueOrDefault("place"),
        diagnostic.GetMessage(CultureInfo.InvariantCulture));

    private static Assembly Load(Compilation compilation)
    {
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error)));
        image.Position = 0;
        return new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(image);
    }

    private static IEnumerable<Said> Run(Assembly assembly, int number)
    {
        var run = assembly.GetType($"Recipe{number}")!
            .GetMethod("Run", BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)!
            .CreateDelegate<Func<Plan>>();
        try
        {
            return run().Findings.Select(Said).ToArray();
        }
        catch (RecipeException error)
        {
            return error.Findings.Select(Said).ToArray();
        }
        catch (ArgumentException error)
        {
            return [Said(error)];
        }
        catch (TypeInitializationException error) when (error.InnerException is ArgumentException inner)
        {
            return [Said(inner)];
        }
    }

    private static Said Said(Finding finding) =>
        new(finding.Rule, finding.Place.ToString(), $"{finding.Message}; {finding.Remedy}");

    private static Said Said(ArgumentException error) => new(
        Refusal,
        null,
        error.Message.Replace($" (Parameter '{error.ParamName}')", string.Empty, StringComparison.Ordinal).TrimEnd('.'));
}
