using System.Globalization;
using Transfer.Benchmarks;

switch (args)
{
    case ["steps"]:
        StepBenchmark.Run(rounds: 30);
        return 0;
    case ["run", var what]:
        return RunBenchmark.Run(what, images: 512, epochs: 10, rounds: 3);
    case ["run", var what, var images, var epochs, var rounds]:
        return RunBenchmark.Run(
            what,
            int.Parse(images, CultureInfo.InvariantCulture),
            int.Parse(epochs, CultureInfo.InvariantCulture),
            int.Parse(rounds, CultureInfo.InvariantCulture));
    case ["memory"]:
        MemoryBenchmark.Run(rounds: 5);
        return 0;
    case ["memory-of", var epochs]:
        MemoryBenchmark.Train(int.Parse(epochs, CultureInfo.InvariantCulture));
        return 0;
    case ["resume"]:
        return ResumeBenchmark.Run(runs: 40);
    case ["resume", var runs]:
        return ResumeBenchmark.Run(int.Parse(runs, CultureInfo.InvariantCulture));
    case ["resume-run", var folder]:
        ResumeBenchmark.Train(folder);
        return 0;
    default:
        Console.Error.WriteLine("""
            dotnet run -c Release --project benchmarks/Transfer.Benchmarks -- steps    training steps against hand-written TorchSharp
            dotnet run -c Release --project benchmarks/Transfer.Benchmarks -- run probe   whole runs against hand-written TorchSharp: probe, layer4, full or evaluate, then images, epochs, rounds
            dotnet run -c Release --project benchmarks/Transfer.Benchmarks -- memory   peak memory of 30 epochs against 3
            dotnet run -c Release --project benchmarks/Transfer.Benchmarks -- resume   40 runs killed and resumed (or N: resume N)
            """);
        return 2;
}
