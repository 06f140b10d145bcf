namespace Transfer.Data;

/// <summary>Iterates over a dataset in batches that background threads load, augment and preprocess in advance.</summary>
/// <remarks>
/// The batches of an epoch are a pure function of the dataset, the preprocessing, the options and the epoch's number:
/// neither the number of workers nor their timing changes their order or content. Memory is bounded by
/// <c>Prefetch</c> batches beside the one in use, and one decoded image for each worker.
/// </remarks>
public sealed class BatchLoader
{
    private readonly IImageDataset dataset;
    private readonly BatchLoaderOptions options;
    private readonly Func<int, ItemLoader> itemsOf;

    /// <summary>Initializes a loader of a dataset; nothing is loaded yet.</summary>
    /// <param name="dataset">The images.</param>
    /// <param name="preprocessing">What is done to each image last: the weights entry's numbers.</param>
    /// <param name="options">Batch size, order, threads and augmentations.</param>
    /// <exception cref="ArgumentOutOfRangeException">Batch size, workers or prefetch depth are less than 1.</exception>
    /// <exception cref="ArgumentException">
    /// The preprocessing is not valid, the dataset is empty, or it has less than one batch and the last batch is dropped.
    /// </exception>
    public BatchLoader(IImageDataset dataset, Preprocessing preprocessing, BatchLoaderOptions? options = null)
        : this(dataset, options ?? new BatchLoaderOptions())
    {
        var preprocessor = new ImagePreprocessor(preprocessing);
        _ = checked(this.options.BatchSize * preprocessor.Length);
        itemsOf = epoch => new ImageLoader(dataset, preprocessor, this.options, epoch);
    }

    /// <summary>
    /// Initializes a loader that gives what a frozen prefix has made of each image in place of its pixels: the same batches in
    /// the same order, each row as the features have it.
    /// </summary>
    /// <param name="dataset">The images; they are not loaded.</param>
    /// <param name="features">The rows of the images.</param>
    /// <param name="options">Batch size, order and threads; the augmentations were applied before the features were made.</param>
    /// <exception cref="ArgumentOutOfRangeException">Batch size, workers or prefetch depth are less than 1.</exception>
    /// <exception cref="ArgumentException">
    /// The options mix images of a batch, the dataset is empty, or it has less than one batch and the last batch is dropped.
    /// </exception>
    public BatchLoader(IImageDataset dataset, IFeatureRows features, BatchLoaderOptions? options = null)
        : this(dataset, options ?? new BatchLoaderOptions())
    {
        ArgumentNullException.ThrowIfNull(features);
        if (this.options.Augmentations.OfType<BatchAugmentation>().FirstOrDefault() is { } mix)
        {
            throw new ArgumentException($"{mix} mixes pixels, and features have none.", nameof(options));
        }

        _ = checked(this.options.BatchSize * features.Length);
        itemsOf = epoch => new FeatureLoader(dataset, features, this.options, epoch);
    }

    private BatchLoader(IImageDataset dataset, BatchLoaderOptions options)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(options.Augmentations);
        RequirePositive(options.BatchSize, nameof(options.BatchSize));
        RequirePositive(options.Workers, nameof(options.Workers));
        RequirePositive(options.Prefetch, nameof(options.Prefetch));
        this.dataset = dataset;
        this.options = options;
        BatchCount = options.DropLast
            ? dataset.Count / options.BatchSize
            : (dataset.Count / options.BatchSize) + (dataset.Count % options.BatchSize == 0 ? 0 : 1);
        if (BatchCount == 0)
        {
            throw new ArgumentException(
                dataset.Count == 0
                    ? "The dataset has no images."
                    : $"The dataset has {dataset.Count} images, fewer than one batch of {options.BatchSize}, and "
                        + $"{nameof(options.DropLast)} drops it.",
                nameof(dataset));
        }

        itemsOf = null!;

        // The batches ahead and the one in use.
        Buffers = new BufferPool(options.Prefetch + 1);
    }

    /// <summary>Gets the number of batches in an epoch.</summary>
    public int BatchCount { get; }

    internal BufferPool Buffers { get; }

    /// <summary>
    /// Returns the batches of an epoch. The threads start with the enumeration and end with it, also when it is left early
    /// (<c>foreach</c> sees to that). Dispose each batch after use.
    /// </summary>
    /// <remarks>
    /// The enumeration blocks its thread while a batch is not ready; it is not asynchronous because TorchSharp's dispose
    /// scopes belong to a thread.
    /// </remarks>
    /// <param name="epoch">Number of the epoch, from 0: chooses the order and the augmentations' chance.</param>
    /// <param name="cancellation">Ends the enumeration with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The epoch is negative.</exception>
    /// <exception cref="DatasetException">
    /// (On enumeration.) An image could not be loaded, augmented or preprocessed, or its label is not a class; the message
    /// names it. It is thrown in place of the image's batch: the batches before it come first.
    /// </exception>
    public IEnumerable<Batch> Epoch(int epoch, CancellationToken cancellation = default) => EpochFrom(epoch, 0, cancellation);

    /// <summary>
    /// Returns the batches of an epoch but for the first ones, each as it is in the whole epoch: a run goes on where it was
    /// stopped.
    /// </summary>
    /// <param name="epoch">Number of the epoch, from 0.</param>
    /// <param name="first">How many batches are left out.</param>
    /// <param name="cancellation">Ends the enumeration with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    /// <exception cref="DatasetException">(On enumeration.) As in the whole epoch.</exception>
    public IEnumerable<Batch> EpochFrom(int epoch, int first, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        return Enumerate(
            () => Order(epoch).Chunk(options.BatchSize).Take(BatchCount).Skip(first), epoch, first, BatchCount, cancellation);
    }

    /// <summary>Returns the given batches of images, each as an epoch shows it.</summary>
    /// <param name="batches">The indices of the images of each batch.</param>
    /// <param name="epoch">Number of the epoch, from 0.</param>
    /// <param name="cancellation">Ends the enumeration with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The epoch is negative.</exception>
    /// <exception cref="DatasetException">(On enumeration.) As in a whole epoch.</exception>
    public IEnumerable<Batch> Batches(IReadOnlyList<int[]> batches, int epoch, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(batches);
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        return Enumerate(() => batches, epoch, 0, batches.Count, cancellation);
    }

    private static void RequirePositive(int value, string name)
    {
        if (value < 1)
        {
            throw new ArgumentOutOfRangeException("options", value, $"{name} must be at least 1.");
        }
    }

    private IEnumerable<Batch> Enumerate(
        Func<IEnumerable<int[]>> batches, int epoch, int first, int end, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var items = itemsOf(epoch);
        using var pipeline = new BatchPipeline(items, Buffers, options.Workers, first);
        // Batches are scheduled Prefetch ahead of the one handed out, so that the workers are busy while it is in use.
        Queue<int[]> waiting = new(batches());
        ScheduleUpTo(options.Prefetch);
        for (var batch = first; batch < end; batch++)
        {
            var ready = pipeline.Take(cancellation);
            ScheduleUpTo(1);
            yield return ready;
        }

        void ScheduleUpTo(int count)
        {
            while (count-- > 0 && waiting.TryDequeue(out var indices))
            {
                pipeline.Schedule(indices);
            }
        }
    }

    private int[] Order(int epoch)
    {
        if (options.BalanceClasses)
        {
            return ClassBalance.Draw(dataset, new SeededRandom(RandomPurpose.Order, options.Seed, epoch));
        }

        int[] order = [.. Enumerable.Range(0, dataset.Count)];
        if (options.Shuffle)
        {
            new SeededRandom(RandomPurpose.Order, options.Seed, epoch).ShuffleFromFront(order.AsSpan());
        }

        return order;
    }
}
