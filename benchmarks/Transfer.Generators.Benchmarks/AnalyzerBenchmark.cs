using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Transfer.Generators.Analyzers;

namespace Transfer.Generators.Benchmarks;

/// <summary>
/// What the rules add to a compilation, for each recipe, and for files that have none. Every build of the SDK runs analyzers that
/// have all code bound, so that the same compilation with one that asks for that, and does nothing, is what they are held
/// against.
/// </summary>
internal static class AnalyzerBenchmark
{
    private const int Files = 1000;
    private const int WarmUp = 1;

    // Until then the runtime's own compiler is at work on the analyzer: an editor, or a build server, is past it in seconds.
    private const int WarmUpOfSmall = 80;
    private const int FilesOfSmall = 200;

    private const int Rounds = 9;

    public static void Run()
    {
        // As in an editor, or a second build: the compiler has seen these recipes.
        var usual = Programs.Of(Files, Programs.Usual);
        PrintRecipes("1,000 files with a recipe each", Measure(_ => usual));
        PrintRecipes(
            "1,000 files with a recipe each, which the compiler never saw",
            Measure(turn => Programs.Of(Files, file => Programs.New(file, turn))));
        var withoutRecipes = Programs.Of(Files, recipes: null);
        var plain = Measure(_ => withoutRecipes);
        Report.Print("1,000 files without recipes: added time", plain.Select(round => round.Added.TotalMilliseconds), "ms");
        Report.Print(
            "1,000 files without recipes: compilation without analyzers",
            plain.Select(round => round.Compilation.TotalMilliseconds),
            "ms");
        Report.Print(
            "1,000 files without recipes: added, of the compilation",
            plain.Select(round => 100 * round.Added / round.Compilation),
            "%");
    }

    private static void PrintRecipes(string what, List<Round> rounds)
    {
        Report.Print($"{what}: added time, a recipe", rounds.Select(round => round.Added.TotalMicroseconds / Files), "µs");
        Report.Print($"{what}: added allocations, a recipe", rounds.Select(round => round.AddedBytes / 1024.0 / Files), "KiB");
    }

    private static List<Round> Measure(Func<int, CSharpCompilation> programOf)
    {
        var first = programOf(0);
        var small = Programs.Fresh(first.RemoveSyntaxTrees(first.SyntaxTrees.Skip(FilesOfSmall)));
        for (var i = 0; i < WarmUpOfSmall; i++)
        {
            Analyze(small, new NoRules(), new RecipeAnalyzer());
        }

        var rounds = new List<Round>();
        for (var i = 0; i < WarmUp + Rounds; i++)
        {
            var program = programOf(i + 1);

            // In turns, so that what slows the machine slows all.
            var compilation = Time(() => Compile(program));
            var without = Time(() => Analyze(program, new NoRules()));
            var with = Time(() => Analyze(program, new NoRules(), new RecipeAnalyzer()));
            if (i >= WarmUp)
            {
                rounds.Add(new Round(with.Value, with.Bytes - without.Bytes, compilation.Time));
            }
        }

        return rounds;
    }

    // The compiler's own count of the time in the last analyzer's actions, as /reportanalyzer shows it.
    private static TimeSpan Analyze(CSharpCompilation program, params ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: true);
        var compilation = Programs.Fresh(program);

        // Whoever asks first has the references read, which every compilation needs.
        _ = compilation.ReferencedAssemblyNames.Count();
        var analysis = compilation.WithAnalyzers(analyzers, options);
        _ = analysis.GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        return analysis.GetAnalyzerTelemetryInfoAsync(analyzers[^1], CancellationToken.None)
            .GetAwaiter()
            .GetResult().ExecutionTime;
    }

    private static ImmutableArray<Diagnostic> Compile(CSharpCompilation program)
    {
        var diagnostics = Programs.Fresh(program).GetDiagnostics();
        return diagnostics.FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } error
            ? throw new InvalidOperationException($"A measured program does not compile: {error}")
            : diagnostics;
    }

    private static (TimeSpan Time, long Bytes, T Value) Time<T>(Func<T> compile)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var watch = Stopwatch.StartNew();
        var value = compile();
        return (watch.Elapsed, GC.GetTotalAllocatedBytes(precise: true) - bytes, value);
    }

    private sealed record Round(TimeSpan Added, long AddedBytes, TimeSpan Compilation);
}
