using System.Diagnostics;
using System.Globalization;
using TorchSharp;
using Transfer.Data;
using Transfer.Features;
using Transfer.Training;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Transfer.Benchmarks;

/// <summary>
/// Whole runs against the same work by hand in TorchSharp, alternately in one process: the same images, batches, epochs,
/// optimizer and rate. The hand-written side gets its images decoded and normalized, as one tensor. Reported: the median of the
/// ratios of neighbouring runs, and their range.
/// </summary>
internal static class RunBenchmark
{
    private const int Batch = 32;
    private const int Side = 224;
    private const int Classes = 10;
    private const double Rate = 0.01;

    public static int Run(string what, int images, int epochs, int rounds)
    {
        var data = new RandomImages(images);
        var tensors = Tensors(data);
        (var recipe, var firstTrained) = what switch
        {
            "probe" => ((Recipe?)Backbone.ResNet18().FreezeAll().Head(Classes), HandWrittenResNet18.HeadOnly),
            "layer4" => (Backbone.ResNet18().FreezeAll().Unfreeze("layer4").Head(Classes), HandWrittenResNet18.Layer4),
            "full" or "evaluate" => (Backbone.ResNet18().Head(Classes), 0),
            _ => (null, 0),
        };
        if (recipe is null)
        {
            Console.Error.WriteLine($"There is no run {what}: name probe, layer4, full or evaluate.");
            return 2;
        }

        var plan = recipe.Optimizer(Optimizers.Sgd(Rate, momentum: 0.9)).BatchSize(Batch).Epochs(epochs).Seed(1).Compile();
        var folder = Directory.CreateTempSubdirectory("transfer-benchmark-").FullName;
        try
        {
            List<double> ratios = [], again = [];
            for (var round = 0; round < rounds; round++)
            {
                var own = what == "evaluate" ? Evaluate(plan, data) : Train(plan, data, Path.Combine(folder, $"{round}"));
                var theirs = what == "evaluate" ? EvaluateByHand(tensors) : TrainByHand(firstTrained, tensors, data, epochs);
                ratios.Add(theirs.Seconds / own.Seconds);
                Print($"round {round + 1}: plan {own.Seconds:0.00} s, by hand {theirs.Seconds:0.00} s, ratio {ratios[^1]:0.00}; "
                    + $"accuracy {own.Accuracy:0.000} and {theirs.Accuracy:0.000}");
                if (what is "probe" or "layer4")
                {
                    // The same features, another rate: what a second experiment costs.
                    var second = Train(Other(recipe, epochs), data, Path.Combine(folder, $"{round}"));
                    again.Add(theirs.Seconds / second.Seconds);
                    Print($"         with another head and rate: plan {second.Seconds:0.000} s, ratio {again[^1]:0.0}");
                }
            }

            Print($"{what}, {images} images, {(what == "evaluate" ? "one pass" : $"{epochs} epochs")}: "
                + $"{Summary(ratios)} times as fast as by hand"
                + (again.Count > 0 ? $", a second run {Summary(again)}" : string.Empty));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Plan Other(Recipe recipe, int epochs) =>
        recipe.Head(Classes, dropout: 0.2).Optimizer(Optimizers.AdamW(1e-3)).BatchSize(Batch).Epochs(epochs).Seed(1).Compile();

    private static (double Seconds, double Accuracy) Train(Plan plan, RandomImages data, string folder)
    {
        using var model = TransferModel.Create(plan, CPU);
        var options = new TrainingOptions { Features = new FeatureStoreOptions { Folder = folder } };
        var watch = Stopwatch.StartNew();
        var history = model.Train(data, options: options);
        return (watch.Elapsed.TotalSeconds, history.Epochs[^1].Training.Top1);
    }

    private static (double Seconds, double Accuracy) Evaluate(Plan plan, RandomImages data)
    {
        using var model = TransferModel.Create(plan, CPU);
        model.Evaluate(data);
        var watch = Stopwatch.StartNew();
        var result = model.Evaluate(data);
        return (watch.Elapsed.TotalSeconds, result.Top1);
    }

    private static (double Seconds, double Accuracy) TrainByHand(int firstTrained, Tensor images, RandomImages data, int epochs)
    {
        using var network = new HandWrittenResNet18(Classes);
        network.TrainFrom(firstTrained);
        using var optimizer = optim.SGD(network.parameters().Where(parameter => parameter.requires_grad), Rate, momentum: 0.9);
        var random = new Random(1);
        var right = 0;
        var watch = Stopwatch.StartNew();
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            network.train();
            network.TrainFrom(firstTrained);
            right = 0;
            var order = Enumerable.Range(0, data.Count).ToArray();
            random.Shuffle(order);
            foreach (var chunk in order.Chunk(Batch))
            {
                using var scope = NewDisposeScope();
                var labels = tensor(chunk.Select(index => (long)data.Label(index)).ToArray());
                optimizer.zero_grad();
                var output = network.forward(images.index_select(0, tensor(chunk.Select(index => (long)index).ToArray())));
                var loss = F.cross_entropy(output, labels);
                loss.backward();
                optimizer.step();
                _ = loss.item<float>();
                right += (int)(output.argmax(1) == labels).sum().item<long>();
            }
        }

        return (watch.Elapsed.TotalSeconds, right / (double)data.Count);
    }

    private static (double Seconds, double Accuracy) EvaluateByHand(Tensor images)
    {
        using var network = new HandWrittenResNet18(Classes);
        network.eval();
        using var noGradient = no_grad();
        var watch = Stopwatch.StartNew();
        for (var start = 0L; start < images.shape[0]; start += Batch)
        {
            using var scope = NewDisposeScope();
            _ = network.forward(images.slice(0, start, Math.Min(start + Batch, images.shape[0]), 1)).argmax(1).sum().item<long>();
        }

        return (watch.Elapsed.TotalSeconds, 0);
    }

    private static Tensor Tensors(RandomImages data)
    {
        var plan = Backbone.ResNet18().Compile();
        var loader = new BatchLoader(data, plan.Preprocessing, new BatchLoaderOptions { BatchSize = Batch });
        var all = empty([data.Count, 3, Side, Side]);
        var done = 0L;
        foreach (var batch in loader.Epoch(0))
        {
            using (batch)
            using (NewDisposeScope())
            {
                all.slice(0, done, done + batch.Count, 1).copy_(tensor(batch.Pixels, [batch.Count, 3, Side, Side]));
                done += batch.Count;
            }
        }

        return all;
    }

    private static string Summary(List<double> ratios) => string.Create(
        CultureInfo.InvariantCulture,
        $"{ratios.Order().ElementAt(ratios.Count / 2):0.00} ({ratios.Min():0.00} to {ratios.Max():0.00}, {ratios.Count} rounds)");

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static void Print(string line) => Console.WriteLine(line);

    /// <summary>Images of noise over a colour that tells the class, 256 × 256 pixels, in memory.</summary>
    private sealed class RandomImages(int count) : IImageDataset
    {
        private const int Pixels = 256;
        private readonly RgbImage[] images = [.. Enumerable.Range(0, count).Select(Make)];

        public int Count => images.Length;

        public IReadOnlyList<string> ClassNames { get; } = [.. Enumerable.Range(0, Classes).Select(label => $"class {label}")];

        public int Label(int index) => index % Classes;

        public RgbImage Load(int index) => images[index];

        private static RgbImage Make(int index)
        {
            var random = new Random(index);
            var pixels = new byte[Pixels * Pixels * 3];
            random.NextBytes(pixels);
            for (var i = 0; i < pixels.Length; i++)
            {
                pixels[i] = (byte)((pixels[i] / 2) + (index % Classes * (1 + (i % 3)) * 4));
            }

            return new RgbImage(Pixels, Pixels, pixels);
        }
    }
}
