namespace Transfer.Data;

/// <summary>How a <see cref="BatchLoader"/> walks over a dataset.</summary>
public sealed record BatchLoaderOptions
{
    /// <summary>Images in a batch; 32 by default.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>
    /// Whether each epoch has its own random order, a function of <see cref="Seed"/> and the epoch; by default images come
    /// in the dataset's order.
    /// </summary>
    public bool Shuffle { get; init; }

    /// <summary>The seed of the orders and of the augmentations; 0 by default.</summary>
    public long Seed { get; init; }

    /// <summary>Whether a last batch of fewer than <see cref="BatchSize"/> images is left out; by default kept.</summary>
    public bool DropLast { get; init; }

    /// <summary>
    /// Threads that load images; by default one less than the machine's processors, at least one. The number changes the
    /// speed and nothing else.
    /// </summary>
    public int Workers { get; init; } = Math.Max(Environment.ProcessorCount - 1, 1);

    /// <summary>Batches prepared ahead of the one in use, each with its buffer; 2 by default, at least 1.</summary>
    public int Prefetch { get; init; } = 2;

    /// <summary>
    /// Whether images are drawn with replacement, each class as often as the others on average (PyTorch's
    /// <c>WeightedRandomSampler</c> with the inverse of the class's count); an epoch stays as long as the dataset. The draws
    /// are a function of <see cref="Seed"/> and the epoch, and <see cref="Shuffle"/> adds nothing to them.
    /// </summary>
    public bool BalanceClasses { get; init; }

    /// <summary>
    /// Random changes of the images, in this order; none by default. Crops see the image as it is loaded; after the last
    /// crop it is brought to the network's input size (resized and cropped, unless the crop has done so), and what follows sees
    /// that. Erasing works on the normalized values. Of several batch augmentations one is chosen for each batch, each as likely
    /// as the others.
    /// </summary>
    public IReadOnlyList<Augmentation> Augmentations { get; init; } = [];
}
