using Transfer.Generators.Benchmarks;

switch (args)
{
    case ["analyzer"]:
        AnalyzerBenchmark.Run();
        return 0;
    case ["generator"]:
        GeneratorBenchmark.Run();
        return 0;
    default:
        Console.Error.WriteLine("Name a benchmark: analyzer (cost of the rules, for each recipe and for files without any), "
            + "generator (cost of a key stroke in 1,000 files with 20 recipes, or 20 modules).");
        return 1;
}
