using System.Diagnostics;
using System.Globalization;
using Transfer.Data;
using Transfer.Training;

namespace Transfer.Benchmarks;

/// <summary>Peak memory of a long run against that of a short one: what grows with the epochs is a leak.</summary>
internal static class MemoryBenchmark
{
    private const int Short = 3;
    private const int Long = 30;

    public static void Run(int rounds)
    {
        var ratios = new List<double>();
        for (var i = 0; i < rounds; i++)
        {
            var (few, many) = (PeakOf(Short), PeakOf(Long));
            ratios.Add((double)many / few);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"peak RSS: {Short} epochs {few / 1024.0:0.0} MiB, {Long} epochs {many / 1024.0:0.0} MiB, ratio "
                + $"{ratios[^1]:0.000}"));
        }

        ratios.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"median ratio {ratios[ratios.Count / 2]:0.000}, from {ratios[0]:0.000} to {ratios[^1]:0.000}"));
    }

    /// <summary>Trains on small images; prints the process's peak resident memory in KiB.</summary>
    public static void Train(int epochs)
    {
        const int Side = 32;
        const int Images = 512;
        var samples = new byte[Images * Side * Side * 3];
        new Random(1).NextBytes(samples);
        var images = new ImageArrays(samples, Side, Side, Enumerable.Range(0, Images).Select(i => i % 10).ToArray());
        using var model = TransferModel.Create(
            Backbone.ResNet18()
                .InputSize(Side, resize: Side)
                .Head(10)
                .Optimizer(Optimizers.Sgd(0.01, momentum: 0.9))
                .Epochs(epochs)
                .Seed(1)
                .Compile());
        model.Train(images, images);
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(process.PeakWorkingSet64 / 1024);
    }

    private static long PeakOf(int epochs)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["memory-of", epochs.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
        };
        using var child = Process.Start(start)!;
        var output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return child.ExitCode == 0
            ? long.Parse(output, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"The run of {epochs} epochs ended with {child.ExitCode}.");
    }
}
