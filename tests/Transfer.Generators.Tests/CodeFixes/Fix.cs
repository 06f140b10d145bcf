extern alias generators;
using generators::Transfer.Generators.Analyzers;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Transfer.Generators.CodeFixes;

namespace Transfer.Generators.Tests.CodeFixes;

/// <summary>Runs a code fix on a program, one mistake at a time and on all at once; both must give the same text.</summary>
internal static class Fix
{
    /// <summary>Mends a whole program by the fix of a rule that is offered first, or by a later one.</summary>
    public static Task Program(string rule, string source, string corrected, int offer = 0)
    {
        var test = new CSharpCodeFixTest<RecipeAnalyzer, RecipeCodeFixProvider, DefaultVerifier>
        {
            TestCode = source,
            FixedCode = corrected,
            ReferenceAssemblies = new ReferenceAssemblies("none"),
            CompilerDiagnostics = CompilerDiagnostics.Errors,
            CodeActionIndex = offer,
            TestBehaviors = TestBehaviors.SkipSuppressionCheck,
        };
        test.TestState.AdditionalReferences.AddRange(Verify.References);
        test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary;

        // A rule alone: others speak of the same recipes, and are corrected in tests of their own.
        var others = new RecipeAnalyzer().SupportedDiagnostics
            .Where(descriptor => descriptor.Id != rule)
            .Select(descriptor => $"dotnet_diagnostic.{descriptor.Id}.severity = none");
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\n" + string.Join("\n", others)));
        return test.RunAsync();
    }

    /// <summary>Mends the body of a method.</summary>
    public static Task Body(string rule, string statements, string corrected, int offer = 0) =>
        Program(rule, Around(statements), Around(corrected), offer);

    private static string Around(string statements) =>
        $$"""
        using Transfer;
        using TorchSharp;
        public static class C
        {
            public static void M(int number, string name, bool flag, Recipe given)
            {
                {{statements.ReplaceLineEndings("\n        ")}}
            }
        }
        """.ReplaceLineEndings("\n");
}
