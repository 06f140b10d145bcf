using TorchSharp;
using Transfer.Data;
using Transfer.Features;
using Transfer.Modules;
using static TorchSharp.torch;

namespace Transfer.Training.Prefixes;

/// <summary>Computes what a frozen prefix gives for the images of datasets, once, and keeps it in a store.</summary>
internal sealed class PrefixFeatures(Plan plan, FrozenPrefix prefix, FeatureStore store, Device device)
{
    // The images are always taken in the same groups, so that the rounding of a feature does not depend on what is missing.
    private const int GroupSize = 32;

    // A file of the store. Smaller ones lose less when a run is killed, larger ones are fewer.
    private const int FileBytes = 64 << 20;

    /// <summary>Returns the features of a dataset; null where the store has no room for them.</summary>
    /// <param name="dataset">The images.</param>
    /// <param name="options">How their views are made.</param>
    /// <param name="report">Told after each group: how many groups are done, of how many.</param>
    /// <param name="cancellation">Stops between two groups; what is done stays in the store.</param>
    public IFeatureRows? Of(
        IImageDataset dataset, BatchLoaderOptions options, Action<int, int> report, CancellationToken cancellation)
    {
        var images = Fingerprints(dataset, options, cancellation);
        var missing = images.SelectMany(view => view).Where(image => !store.Contains(image)).Distinct().LongCount();
        if (!store.HasRoomFor(missing))
        {
            return null;
        }

        (int View, int[] Group)[] groups = [.. images.SelectMany((view, number) => Enumerable.Range(0, dataset.Count)
            .Chunk(GroupSize)
            .Where(group => group.Any(index => !store.Contains(view[index])))
            .Select(group => (number, group)))];
        var (rows, waiting) = (new List<float>(), new List<UInt128>());
        var loader = new BatchLoader(dataset, plan.Preprocessing, options with { BatchSize = GroupSize, DropLast = false });
        var done = 0;
        foreach (var view in groups.GroupBy(group => group.View, group => group.Group))
        {
            foreach (var batch in loader.Batches([.. view], view.Key, cancellation))
            {
                using (batch)
                {
                    Add(batch, images[view.Key], rows, waiting);
                }

                report(++done, groups.Length);
                if ((long)rows.Count * sizeof(float) >= FileBytes && !Store(rows, waiting))
                {
                    return null;
                }
            }
        }

        return waiting.Count == 0 || Store(rows, waiting) ? new StoredRows(store, images) : null;
    }

    // Of each view, of each image.
    private static UInt128[][] Fingerprints(IImageDataset dataset, BatchLoaderOptions options, CancellationToken cancellation)
    {
        var images = new UInt128[dataset.Count];
        Parallel.For(
            0,
            images.Length,
            new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount },
            index => images[index] = dataset.Fingerprint(index));
        var augmentations = options.Augmentations.OfType<ImageAugmentation>().ToArray();
        if (augmentations.Length == 0)
        {
            return [images];
        }

        var how = string.Join(", ", augmentations.Select(augmentation => augmentation.ToString()));
        return
        [
            .. Enumerable.Range(0, options.Views ?? 1).Select(view => images.Select((image, index) =>
                ImageFingerprint.OfChanged(image, $"{how}|{options.Seed}|{view}|{index}")).ToArray()),
        ];
    }

    private void Add(Batch batch, UInt128[] images, List<float> rows, List<UInt128> waiting)
    {
        using var scope = NewDisposeScope();
        var computed = prefix.Run(BatchTensors.Images(batch, plan.Preprocessing, device));
        var features = computed.cpu().contiguous().data<float>().ToArray();
        for (var i = 0; i < batch.Count; i++)
        {
            var image = images[batch.Indices[i]];
            if (!store.Contains(image) && !waiting.Contains(image))
            {
                waiting.Add(image);
                rows.AddRange(features.AsSpan(i * store.Length, store.Length));
            }
        }
    }

    private bool Store(List<float> rows, List<UInt128> waiting)
    {
        var stored = store.TryAdd(waiting, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rows));
        rows.Clear();
        waiting.Clear();
        return stored;
    }

    private sealed class StoredRows(FeatureStore store, UInt128[][] images) : IFeatureRows
    {
        public int Length => store.Length;

        public void Read(int index, int view, Span<float> row) => store.Read(images[view][index], row);
    }
}
