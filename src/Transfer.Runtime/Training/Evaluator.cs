using TorchSharp;
using Transfer.Data;
using Transfer.Metrics;
using Transfer.Modules;
using Transfer.Optimization;
using Transfer.Training.Runs;
using static TorchSharp.torch;

namespace Transfer.Training;

/// <summary>Measures loss and accuracy of a network.</summary>
internal sealed class Evaluator(Plan plan, PlanModule module, LossFunction loss, Device device)
{
    // Kept from epoch to epoch for its buffers: a batch of images is a large array, which the runtime frees late.
    private (IImageDataset Dataset, BatchLoader Loader)? evaluated;

    /// <summary>Measures on all images of a dataset.</summary>
    /// <param name="dataset">The images.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <param name="report">Told after each batch: how many are done, of how many, and what came out of them.</param>
    public Evaluation Of(IImageDataset dataset, CancellationToken cancellation, Action<int, int, MeterSums>? report = null)
    {
        var meter = default(MeterSums);
        var loader = LoaderOf(dataset);
        module.eval();
        var done = 0;
        foreach (var batch in loader.Epoch(0, cancellation))
        {
            using (batch)
            using (no_grad())
            using (NewDisposeScope())
            {
                var logits = module.forward(Tensors.Images(batch, plan.Preprocessing, device));
                var targets = Tensors.Targets(batch, plan, device);
                meter = meter.With(loss.Of(logits, targets).ToDouble(), logits, batch);
            }

            report?.Invoke(++done, loader.BatchCount, meter);
        }

        return meter.Result;
    }

    private BatchLoader LoaderOf(IImageDataset dataset)
    {
        if (evaluated?.Dataset != dataset)
        {
            evaluated =
                (dataset, new BatchLoader(dataset, plan.Preprocessing, new BatchLoaderOptions { BatchSize = plan.BatchSize }));
        }

        return evaluated.Value.Loader;
    }
}
