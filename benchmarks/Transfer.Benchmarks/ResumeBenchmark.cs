using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TorchSharp.Modules;
using Transfer.Checkpoints;
using Transfer.Data;
using Transfer.Training;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Transfer.Benchmarks;

/// <summary>
/// Kills runs (SIGKILL) at random instants from the start of the process to its end, once or several times each, and resumes
/// them: the final weights have to be those of the run that nobody killed, to the bit. Each run is a process of this program.
/// </summary>
internal static class ResumeBenchmark
{
    private const int Seed = 2024;
    private const int MostKills = 3;
    private const string CheckpointName = "run.safetensors";
    private const string ProgressName = "progress.txt";

    // A line of the progress file, always as long: epoch, and batches of it that are done.
    private const string ProgressFormat = "{0:000} {1:000}\n";

    // Phases, augmentation, momentum, dropout, late groups, a schedule over all, averaged weights, an accumulated window.
    private static Recipe Recipe => Backbone.From("small", () => new SmallNet(), head: "fc")
        .InputSize(32, resize: 32)
        .FreezeAll()
        .Head(4, dropout: 0.2)
        .Optimizer(Optimizers.Sgd(0.02, momentum: 0.9, weightDecay: 1e-4))
        .Schedule(Schedules.Cosine(per: Per.Step))
        .Augment(Augmentations.RandomResizedCrop(), Augmentations.HorizontalFlip(), Augmentations.MixUp())
        .AverageWeights(0.95)
        .Accumulate(2)
        .BatchSize(8)
        .Seed(11)
        .Phase("head", epochs: 1)
        .Then(epochs: 7, p => p.Unfreeze("conv2", "bn2").Group("conv2", learningRate: 0.005))
        .Then(epochs: 7, p => p.UnfreezeAll().LearningRate(0.01));

    /// <summary>
    /// Trains in a folder from its checkpoint, or from the start where there is none; prints the weights' hash.
    /// </summary>
    /// <param name="folder">Contains the checkpoint, and the progress of the run.</param>
    public static void Train(string folder)
    {
        // One thread: runs share the machine with whatever else it does, and threads that wait for each other make them long.
        set_num_threads(1);
        using var progress = new FileStream(
            Path.Combine(folder, ProgressName), FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        using var model = TransferModel.Create(Recipe.Compile(), CPU);
        var options = new TrainingOptions
        {
            Checkpoint = new CheckpointOptions(Path.Combine(folder, CheckpointName), Every: 3),
            Resume = true,
        };
        model.Train(Pictures(96, seed: 1), Pictures(24, seed: 2), options, new Reports(progress));
        using var weights = new MemoryStream();
        foreach (var (name, tensor) in model.Module.state_dict().OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            weights.Write(Encoding.UTF8.GetBytes(name));
            weights.Write(tensor.bytes);
        }

        Console.WriteLine(Convert.ToHexString(SHA256.HashData(weights.ToArray())));
    }

    /// <summary>Kills and resumes runs; prints what became of each.</summary>
    /// <param name="runs">How many.</param>
    /// <returns>The exit code: 0 when all ended with the same bits.</returns>
    public static int Run(int runs)
    {
        var root = Directory.CreateTempSubdirectory("transfer-resume-");
        try
        {
            var watch = Stopwatch.StartNew();
            var expected = Finish(root.CreateSubdirectory("whole").FullName);
            var whole = watch.Elapsed;
            Console.WriteLine(Text($"uninterrupted run: {whole.TotalSeconds:0.00} s, weights {expected[..16]}…"));
            var random = new Random(Seed);
            var good = 0;
            for (var run = 1; run <= runs; run++)
            {
                var folder = root.CreateSubdirectory(Text($"run{run}")).FullName;

                // The instants of first kills are spread evenly over the run. One that comes too late, as the machine is quicker
                // than it was, is drawn again. Each resumed run may be killed again.
                var kills = new List<string>();
                var after = (run - 1 + random.NextDouble()) / runs * whole;
                while (kills.Count == 0)
                {
                    foreach (var left in Directory.GetFiles(folder))
                    {
                        File.Delete(left);
                    }

                    kills.AddRange(Kill(folder, after));
                    after = random.NextDouble() * whole;
                }

                while (kills.Count < MostKills && random.Next(3) == 0)
                {
                    kills.AddRange(Kill(folder, random.NextDouble() * whole));
                }

                var same = Finish(folder) == expected;
                good += same ? 1 : 0;
                Console.WriteLine(Text($"{run,3}  {(same ? "same bits" : "DIFFERENT")}  killed {string.Join("; then ", kills)}"));
                Directory.Delete(folder, recursive: true);
            }

            Console.WriteLine(
                Text($"{good} of {runs} ended with the bits of the uninterrupted run ({watch.Elapsed.TotalMinutes:0.0} min)"));
            return good == runs ? 0 : 1;
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    /// <summary>Starts a run, kills it after a time, and returns where that was; nothing where it had ended before.</summary>
    private static IEnumerable<string> Kill(string folder, TimeSpan after)
    {
        var progress = Path.Combine(folder, ProgressName);
        File.Delete(progress);
        using var process = Start(folder);
        if (process.WaitForExit(after))
        {
            return [];
        }

        process.Kill();
        process.WaitForExit();
        var where = File.Exists(progress) ? File.ReadAllText(progress) : "";
        var writing = Directory.GetFiles(folder, CheckpointName + ".*.tmp").Length > 0 ? ", writing a checkpoint" : "";
        return
        [
            Text($"at {after.TotalSeconds:0.00} s ") + (where.Length == 0
                ? "(starting up)"
                : Text($"(epoch {int.Parse(where[..3], CultureInfo.InvariantCulture)}, ")
                    + Text($"batch {int.Parse(where[4..7], CultureInfo.InvariantCulture)}{writing})")),
        ];
    }

    private static string Finish(string folder)
    {
        using var process = Start(folder);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output.Trim() : Text($"exit code {process.ExitCode}");
    }

    private static Process Start(string folder) => Process.Start(
        new ProcessStartInfo(Environment.ProcessPath!, ["resume-run", folder]) { RedirectStandardOutput = true })!;

    // Colours determine the class; the rest is noise.
    private static ImageArrays Pictures(int count, int seed)
    {
        const int Side = 32;
        var random = new Random(seed);
        var samples = new byte[count * Side * Side * 3];
        random.NextBytes(samples);
        var labels = Enumerable.Range(0, count).Select(i => i % 4).ToArray();
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = (byte)((samples[i] / 2) + (i % 3 == labels[i / (Side * Side * 3)] ? 127 : 0));
        }

        return new ImageArrays(samples, Side, Side, labels);
    }

    private sealed class SmallNet : Module<Tensor, Tensor>
    {
        private readonly Conv2d conv1 = Conv2d(3, 16, 3, stride: 2, padding: 1, bias: false);
        private readonly BatchNorm2d bn1 = BatchNorm2d(16);
        private readonly Conv2d conv2 = Conv2d(16, 32, 3, stride: 2, padding: 1, bias: false);
        private readonly BatchNorm2d bn2 = BatchNorm2d(32);
        private readonly Dropout dropout = Dropout(0.1);
        private readonly Module<Tensor, Tensor> fc = Linear(32, 4);

        public SmallNet()
            : base("small")
        {
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            using var scope = NewDisposeScope();
            var x = functional.relu(bn1.call(conv1.call(input)));
            x = functional.relu(bn2.call(conv2.call(x)));
            return fc.call(dropout.call(x.mean([2, 3]))).MoveToOuterDisposeScope();
        }
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    /// <summary>
    /// Writes how far the run is, in one write of the same length each time, so that a killed run leaves it whole.
    /// </summary>
    private sealed class Reports(FileStream file) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Stage == TrainingStage.Training)
            {
                file.Position = 0;
                file.Write(Encoding.ASCII.GetBytes(
                    string.Format(CultureInfo.InvariantCulture, ProgressFormat, value.Epoch, value.Batch)));
            }
        }
    }
}
