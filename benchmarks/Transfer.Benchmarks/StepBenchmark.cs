using System.Diagnostics;
using System.Globalization;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Transfer.Benchmarks;

/// <summary>
/// A training step of the plan's module and optimizer against hand-written TorchSharp, alternating in one process so that
/// whatever else the machine does falls on both. Reported: the median of the ratios of neighbouring steps, and their spread.
/// </summary>
internal static class StepBenchmark
{
    private const int Batch = 16;
    private const int Side = 224;
    private const int Classes = 10;

    public static void Run(int rounds)
    {
        Compare("linear probe", Backbone.ResNet18().FreezeAll().Head(Classes), frozen: true, rounds);
        Compare("full fine-tune", Backbone.ResNet18().Head(Classes), frozen: false, rounds);
    }

    private static void Compare(string name, Recipe recipe, bool frozen, int rounds)
    {
        var plan = recipe.Optimizer(Optimizers.Sgd(0.01, momentum: 0.9)).Seed(1).Compile();
        using var ours = plan.CreateModule();
        using var ourOptimizer = plan.CreateOptimizer(ours);
        ours.train();

        using var theirs = new HandWrittenResNet18(Classes);
        theirs.train();
        if (frozen)
        {
            // The careful way: BatchNorm of the frozen part in inference, an optimizer over the head only.
            theirs.Backbone.eval();
            foreach (var parameter in theirs.Backbone.parameters())
            {
                parameter.requires_grad = false;
            }
        }

        using var theirOptimizer = optim.SGD(frozen ? theirs.Head.parameters() : theirs.parameters(), 0.01, momentum: 0.9);
        using var images = rand(Batch, 3, Side, Side);
        using var labels = randint(Classes, [Batch]);

        for (var i = 0; i < 3; i++)
        {
            Step(ours, ourOptimizer, images, labels);
            Step(theirs, theirOptimizer, images, labels);
        }

        List<double> ratios = [], own = [], other = [];
        for (var i = 0; i < rounds; i++)
        {
            // Who goes first changes, as the second one finds a warmer cache.
            if (i % 2 == 0)
            {
                own.Add(Step(ours, ourOptimizer, images, labels));
                other.Add(Step(theirs, theirOptimizer, images, labels));
            }
            else
            {
                other.Add(Step(theirs, theirOptimizer, images, labels));
                own.Add(Step(ours, ourOptimizer, images, labels));
            }

            ratios.Add(own[^1] / other[^1]);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: plan {Quantile(own, 0.5):0.0} ms, hand-written {Quantile(other, 0.5):0.0} ms a step of {Batch} images "
            + $"at {Side}×{Side}; "
            + $"ratio median {Quantile(ratios, 0.5):0.000}, quartiles {Quantile(ratios, 0.25):0.000} to "
            + $"{Quantile(ratios, 0.75):0.000}, {rounds} rounds"));
    }

    private static double Step(nn.Module<Tensor, Tensor> module, optim.Optimizer optimizer, Tensor images, Tensor labels)
    {
        var watch = Stopwatch.StartNew();
        using (NewDisposeScope())
        {
            optimizer.zero_grad();
            var loss = F.cross_entropy(module.forward(images), labels);
            loss.backward();
            optimizer.step();
            _ = loss.item<float>();
        }

        return watch.Elapsed.TotalMilliseconds;
    }

    private static double Quantile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[(int)Math.Round((sorted.Length - 1) * share)];
    }
}
