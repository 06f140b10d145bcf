namespace Transfer.Data;

/// <summary>How a <see cref="BatchLoader"/> walks over a dataset.</summary>
public sealed record BatchLoaderOptions
{
    /// <summary>Pictures in a batch; 32 by default.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>
    /// Whether each epoch has its own random order, a function of <see cref="Seed"/> and the epoch; by default pictures come
    /// in the dataset's order.
    /// </summary>
    public bool Shuffle { get; init; }

    /// <summary>The seed of the orders and of the transforms; 0 by default.</summary>
    public long Seed { get; init; }

    /// <summary>Whether a last batch of fewer than <see cref="BatchSize"/> pictures is left out; by default kept.</summary>
    public bool DropLast { get; init; }

    /// <summary>
    /// Threads that load pictures; by default one less than the machine's processors, at least one. The number changes the
    /// speed and nothing else.
    /// </summary>
    public int Workers { get; init; } = Math.Max(Environment.ProcessorCount - 1, 1);

    /// <summary>Batches prepared ahead of the one in use, each with its buffer; 2 by default, at least 1.</summary>
    public int Prefetch { get; init; } = 2;

    /// <summary>Random changes of each picture before preprocessing, applied in this order; none by default.</summary>
    public IReadOnlyList<IImageTransform> Transforms { get; init; } = [];
}
