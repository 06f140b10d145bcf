using TorchSharp;
using Transfer.Data;
using Transfer.Inference;
using Transfer.Metrics;
using Transfer.Modules;
using Transfer.Operators;
using Transfer.Optimization;
using Transfer.Planning;
using Transfer.Training.Runs;
using static TorchSharp.torch;

namespace Transfer.Training;

/// <summary>Measures loss and accuracy of a network, as compiled for inference with the tensors that it has then.</summary>
internal sealed class Evaluator(Plan plan, PlanModule module, LossFunction loss, Device device)
{
    // Kept from epoch to epoch for its buffers: a batch of images is a large array, which the runtime frees late.
    private (IImageDataset Dataset, IFeatureRows? Features, BatchLoader Loader)? evaluated;

    /// <summary>Measures on all images of a dataset.</summary>
    /// <param name="dataset">The images.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <param name="report">Told after each batch: how many are done, of how many, and what came out of them.</param>
    public Evaluation Of(IImageDataset dataset, CancellationToken cancellation, Action<int, int, MeterSums>? report = null)
    {
        using var network = InferenceNetwork.Of(plan, module);
        return Of(dataset, network, cancellation, report);
    }

    /// <summary>Measures the network as it was compiled before.</summary>
    public Evaluation Of(
        IImageDataset dataset,
        InferenceNetwork network,
        CancellationToken cancellation,
        Action<int, int, MeterSums>? report = null) =>
        Measure(dataset, null, plan.Graph.Input, network, cancellation, report);

    /// <summary>Measures on all images of a dataset, of which a frozen prefix has given the features.</summary>
    public Evaluation Of(
        IImageDataset dataset,
        Cut cut,
        IFeatureRows features,
        CancellationToken cancellation,
        Action<int, int, MeterSums>? report = null)
    {
        using var network = InferenceNetwork.After(plan, module, cut);
        return Measure(dataset, features, cut.Shape, network, cancellation, report);
    }

    private Evaluation Measure(
        IImageDataset dataset,
        IFeatureRows? features,
        Shape shape,
        InferenceNetwork network,
        CancellationToken cancellation,
        Action<int, int, MeterSums>? report)
    {
        var meter = default(MeterSums);
        var loader = LoaderOf(dataset, features);
        var done = 0;
        foreach (var batch in loader.Epoch(0, cancellation))
        {
            using (batch)
            using (no_grad())
            using (NewDisposeScope())
            {
                var logits = network.Run(BatchTensors.Rows(batch, shape, device));
                var targets = BatchTensors.Targets(batch, plan, device);
                meter = meter.With(loss.Of(logits, targets).ToDouble(), logits, batch);
            }

            report?.Invoke(++done, loader.BatchCount, meter);
        }

        return meter.Result;
    }

    private BatchLoader LoaderOf(IImageDataset dataset, IFeatureRows? features)
    {
        if (evaluated is { } known && known.Dataset == dataset && known.Features == features)
        {
            return known.Loader;
        }

        var options = new BatchLoaderOptions { BatchSize = plan.BatchSize };
        var loader = features is null
            ? new BatchLoader(dataset, plan.Preprocessing, options)
            : new BatchLoader(dataset, features, options);
        evaluated = (dataset, features, loader);
        return loader;
    }
}
