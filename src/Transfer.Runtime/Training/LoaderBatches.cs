using Transfer.Data;

namespace Transfer.Training;

/// <summary>The batches that a loader makes of a dataset.</summary>
internal sealed class LoaderBatches(IImageDataset dataset, BatchLoader loader, BatchLoaderOptions options) : IBatchSource
{
    public string Identity =>
        $"{dataset.Count} pictures of {dataset.ClassNames.Count} classes, first {dataset.Name(0)}, last "
        + $"{dataset.Name(dataset.Count - 1)}";

    public int BatchCount => loader.BatchCount;

    public int Images => options.DropLast ? loader.BatchCount * options.BatchSize : dataset.Count;

    public IEnumerable<Batch> Epoch(int epoch, int first, CancellationToken cancellation) =>
        loader.EpochFrom(epoch, first, cancellation);

    public IBatchSource? OverFeatures(Func<IImageDataset, BatchLoaderOptions, IFeatureRows?> featuresOf) =>
        featuresOf(dataset, options) is { } rows
            ? new LoaderBatches(dataset, new BatchLoader(dataset, rows, options), options)
            : null;
}
