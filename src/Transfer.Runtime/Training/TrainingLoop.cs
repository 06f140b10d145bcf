using System.Diagnostics;
using Transfer.Data;
using Transfer.Modules;
using Transfer.Optimization;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Transfer.Training;

/// <summary>Runs a plan's phases over a dataset.</summary>
internal sealed class TrainingLoop(Plan plan, PlanModule module, Device device, TrainingOptions options)
{
    public TrainingHistory Run(IImageDataset train, IImageDataset? validation, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var seed = plan.Seed ?? Random.Shared.Next();
        manual_seed(seed);
        var epochs = plan.Phases.Sum(phase => phase.Epochs);
        var clock = new RunClock(progress, epochs, train.Count, validation?.Count ?? 0);
        var results = new List<EpochResult>();
        try
        {
            var loader = Loader(train, seed);
            foreach (var phase in plan.Phases)
            {
                module.Enter(phase);
                using var optimizer = OptimizerFactory.Of(phase, module);
                for (var i = 0; i < phase.Epochs; i++)
                {
                    var watch = Stopwatch.StartNew();
                    var epoch = results.Count + 1;
                    var training = TrainEpoch(loader, optimizer, phase, epoch, clock, cancellation);
                    var measured = validation is null ? null : Evaluate(validation, cancellation, phase.Name, epoch, clock);
                    results.Add(new EpochResult(phase.Name, epoch, training, measured, watch.Elapsed));
                }
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new TrainingCanceledException(new TrainingHistory(seed, results), cancellation);
        }
        finally
        {
            module.zero_grad(set_to_none: true);
            module.eval();
        }

        return new TrainingHistory(seed, results);
    }

    public Evaluation Evaluate(
        IImageDataset dataset,
        CancellationToken cancellation,
        string phase = "",
        int epoch = 1,
        RunClock? clock = null)
    {
        var meter = new Meter();
        var loader = new BatchLoader(dataset, plan.Preprocessing, new BatchLoaderOptions { BatchSize = plan.BatchSize });
        clock?.StartStage();
        module.eval();
        var done = 0;
        foreach (var batch in loader.Epoch(0, cancellation))
        {
            using (batch)
            using (no_grad())
            using (NewDisposeScope())
            {
                var labels = Tensors.Labels(batch, device);
                var logits = module.forward(Tensors.Images(batch, plan.Preprocessing, device));
                meter.Add(F.cross_entropy(logits, labels).ToDouble(), logits, labels);
            }

            clock?.Report(TrainingStage.Validation, phase, epoch, ++done, loader.BatchCount, meter);
        }

        return meter.Result;
    }

    private Evaluation TrainEpoch(
        BatchLoader loader,
        optim.Optimizer optimizer,
        Phase phase,
        int epoch,
        RunClock clock,
        CancellationToken cancellation)
    {
        var meter = new Meter();
        clock.StartStage();
        module.train();
        var done = 0;
        foreach (var batch in loader.Epoch(epoch - 1, cancellation))
        {
            using (batch)
            using (NewDisposeScope())
            {
                var labels = Tensors.Labels(batch, device);

                // Not the optimizer's zero_grad: it fills with zeros, and momentum would go on moving what has no gradient.
                module.zero_grad(set_to_none: true);
                var logits = module.forward(Tensors.Images(batch, plan.Preprocessing, device));
                var loss = F.cross_entropy(logits, labels);
                loss.backward();
                optimizer.step();
                meter.Add(loss.ToDouble(), logits, labels);
            }

            clock.Report(TrainingStage.Training, phase.Name, epoch, ++done, loader.BatchCount, meter);
        }

        return meter.Result;
    }

    private BatchLoader Loader(IImageDataset train, int seed) => new(train, plan.Preprocessing, new BatchLoaderOptions
    {
        BatchSize = plan.BatchSize,
        Shuffle = true,
        Seed = seed,
        Transforms = options.Transforms,

        // Batch statistics of one image say nothing, and PyTorch refuses them where the activation is 1×1.
        DropLast = train.Count > plan.BatchSize && train.Count % plan.BatchSize == 1 && plan.Graph.Nodes.Any(node => node.Operator.HasRunningStatistics),
    });
}
