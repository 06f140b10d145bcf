extern alias generators;
using generators::Transfer.Generators.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;

namespace Transfer.Generators.Tests;

/// <summary>
/// Runs the analyzer on a program in which <c>{|TRF001:FreezeAll|}</c> marks what it must report; anything more, or less, fails.
/// </summary>
internal static class Verify
{
    /// <summary>The runtime's own assemblies and the recipe language: nothing is downloaded.</summary>
    public static IReadOnlyList<MetadataReference> References { get; } =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is "mscorlib.dll" or "netstandard.dll" or "TorchSharp.dll"
                    or "Transfer.Dsl.dll" or "Transfer.Data.dll" or "Transfer.Weights.dll" or "Transfer.Runtime.dll"
                || Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
            .ToArray();

    /// <summary>Checks a whole program.</summary>
    public static Task Program(
        string source, string? editorConfig = null, CompilerDiagnostics compiler = CompilerDiagnostics.Errors)
    {
        var test = new CSharpAnalyzerTest<RecipeAnalyzer, DefaultVerifier>
        {
            TestCode = source,
            ReferenceAssemblies = new ReferenceAssemblies("none"),
            CompilerDiagnostics = compiler,

            // The tests of suppression are written out.
            TestBehaviors = TestBehaviors.SkipSuppressionCheck,
        };
        test.TestState.AdditionalReferences.AddRange(References);
        test.TestState.OutputKind = OutputKind.DynamicallyLinkedLibrary;
        if (editorConfig is not null)
        {
            test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\n" + editorConfig));
        }

        return test.RunAsync();
    }

    /// <summary>
    /// Checks the body of a method that may use <c>number</c>, <c>name</c> and <c>flag</c>, which the compiler can't know.
    /// </summary>
    public static Task Body(string statements, string? editorConfig = null) => Program(
        $$"""
        using System;
        using System.Linq;
        using Transfer;
        public static partial class C
        {
            public static void M(int number, string name, bool flag, double rate)
            {
                {{statements}}
            }
        }
        """,
        editorConfig);

    /// <summary>The lines of an .editorconfig that leave other rules out of a test of one.</summary>
    public static string Without(params IEnumerable<int> rules) =>
        string.Join("\n", rules.Select(number => $"dotnet_diagnostic.TRF{number:000}.severity = none"));
}
