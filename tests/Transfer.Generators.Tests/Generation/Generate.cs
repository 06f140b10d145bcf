extern alias generators;

using System.Reflection;
using System.Runtime.Loader;
using generators::Transfer.Generators.Generation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Transfer.Generators.Tests.Generation;

/// <summary>Runs the generator on programs.</summary>
internal static class Generate
{
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    private static readonly CSharpCompilationOptions Options = new(
        OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999);

    /// <summary>A compilation of files.</summary>
    public static CSharpCompilation Compilation(params string[] files) => CSharpCompilation.Create(
        "Shop.Recipes-App",
        files.Select((file, i) => CSharpSyntaxTree.ParseText(file, Parsing, path: $"File{i}.cs")),
        Verify.References,
        Options);

    /// <summary>A driver of the generator of recipes.</summary>
    public static GeneratorDriver Driver() => Driver(new RecipeGenerator());

    /// <summary>A driver that keeps what its steps did.</summary>
    public static GeneratorDriver Driver(IIncrementalGenerator generator, CSharpParseOptions? parsing = null) =>
        CSharpGeneratorDriver.Create(
        [generator.AsSourceGenerator()],
        parseOptions: parsing ?? Parsing,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>What is generated for files, by file name; the program and it compile without a word from the compiler.</summary>
    public static IReadOnlyDictionary<string, string> Sources(params string[] files) => Sources(new RecipeGenerator(), files);

    /// <summary>What another generator makes of files.</summary>
    public static IReadOnlyDictionary<string, string> Sources(IIncrementalGenerator generator, params string[] files)
    {
        var (compilation, sources) = Run(generator, Compilation(files));
        Assert.Empty(compilation.GetDiagnostics().Where(IsSeen));
        return sources;
    }

    /// <summary>The files compiled and loaded.</summary>
    public static Assembly Load(params string[] files) => Load(new RecipeGenerator(), files);

    /// <summary>The files with what another generator makes of them, compiled and loaded.</summary>
    public static Assembly Load(IIncrementalGenerator generator, params string[] files)
    {
        var (compilation, _) = Run(generator, Compilation(files));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(
            result.Success && !result.Diagnostics.Any(IsSeen), string.Join("\n", result.Diagnostics.Where(IsSeen).Take(20)));
        image.Position = 0;
        return new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(image);
    }

    // In generated code nothing, not even what only greys a line out. The programs of the tests are not documented.
    private static bool IsSeen(Diagnostic diagnostic) =>
        (diagnostic.Severity != DiagnosticSeverity.Hidden && diagnostic.Id != "CS1591")
        || diagnostic.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true;

    private static (Compilation Compilation, IReadOnlyDictionary<string, string> Sources) Run(
        IIncrementalGenerator generator, CSharpCompilation program)
    {
        var driver = Driver(generator).RunGeneratorsAndUpdateCompilation(program, out var compilation, out var diagnostics);
        Assert.Empty(diagnostics);
        var result = driver.GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        return (
            compilation, result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString()));
    }
}
