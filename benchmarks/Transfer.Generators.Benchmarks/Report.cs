using System.Globalization;

namespace Transfer.Generators.Benchmarks;

/// <summary>Prints what was measured: median and spread.</summary>
internal static class Report
{
    public static void Print(string what, IEnumerable<double> values, string unit)
    {
        var sorted = values.Order().ToArray();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: median {sorted[sorted.Length / 2]:0.00} {unit}, quartiles {sorted[sorted.Length / 4]:0.00} to "
            + $"{sorted[sorted.Length * 3 / 4]:0.00}"));
    }
}
