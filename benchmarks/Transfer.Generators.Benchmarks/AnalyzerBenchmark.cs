using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Transfer.Generators.Analyzers;

namespace Transfer.Generators.Benchmarks;

/// <summary>What the rules add to a compilation: for each recipe, and for files that have none.</summary>
internal static class AnalyzerBenchmark
{
    private const int Files = 1000;
    private const int Rounds = 15;
    private const int WarmUp = 5;

    public static void Run()
    {
        var recipes = Measure(Programs.Of(Files, withRecipes: true));
        Print("1,000 files with a recipe each: analyzer adds, a recipe", recipes.Select(round => round.Added.TotalMicroseconds / Files), "µs");
        Print("allocations added, a recipe", recipes.Select(round => round.AddedBytes / 1024.0 / Files), "KiB");
        var plain = Measure(Programs.Of(Files, withRecipes: false));
        Print("1,000 files without recipe: time with the analyzer over time without", plain.Select(round => round.Ratio), string.Empty);
    }

    private static List<Round> Measure(CSharpCompilation program)
    {
        var rounds = new List<Round>();
        for (var i = 0; i < WarmUp + Rounds; i++)
        {
            // In turns, so that what slows the machine slows both.
            var without = Time(() => Programs.Fresh(program).GetDiagnostics());
            var with = Time(() => Programs.Fresh(program)
                .WithAnalyzers([new RecipeAnalyzer()], new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: false))
                .GetAllDiagnosticsAsync().GetAwaiter().GetResult());
            if (i >= WarmUp)
            {
                rounds.Add(new Round(with.Time - without.Time, with.Bytes - without.Bytes, with.Time / without.Time));
            }
        }

        return rounds;
    }

    private static (TimeSpan Time, long Bytes) Time(Action action)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var watch = Stopwatch.StartNew();
        action();
        return (watch.Elapsed, GC.GetTotalAllocatedBytes(precise: true) - bytes);
    }

    private static void Print(string what, IEnumerable<double> values, string unit)
    {
        var sorted = values.Order().ToArray();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: median {sorted[sorted.Length / 2]:0.000} {unit}, quartiles {sorted[sorted.Length / 4]:0.000} to {sorted[sorted.Length * 3 / 4]:0.000}"));
    }

    private sealed record Round(TimeSpan Added, long AddedBytes, double Ratio);
}
