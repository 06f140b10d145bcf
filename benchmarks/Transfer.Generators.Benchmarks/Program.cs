using Transfer.Generators.Benchmarks;

switch (args)
{
    case ["analyzer"]:
        AnalyzerBenchmark.Run();
        return 0;
    default:
        Console.Error.WriteLine("Name a benchmark: analyzer (cost of the rules, for each recipe and for files without any).");
        return 1;
}
