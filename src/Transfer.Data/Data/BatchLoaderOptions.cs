namespace Transfer.Data;

/// <summary>Specifies how a <see cref="BatchLoader"/> iterates over a dataset.</summary>
public sealed record BatchLoaderOptions
{
    /// <summary>Gets or sets the number of images in a batch. The default is 32.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>
    /// Gets or sets a value indicating whether each epoch has its own random order, a function of <see cref="Seed"/> and the
    /// epoch; by default images come in the dataset's order.
    /// </summary>
    public bool Shuffle { get; init; }

    /// <summary>Gets or sets the seed of the orders and of the augmentations; 0 by default.</summary>
    public long Seed { get; init; }

    /// <summary>
    /// Gets or sets a value indicating whether a last batch of fewer than <see cref="BatchSize"/> images is left out; by
    /// default kept.
    /// </summary>
    public bool DropLast { get; init; }

    /// <summary>
    /// Gets or sets the number of threads that load images. The default is one less than the machine's processors, and at least
    /// one. The number affects only the speed.
    /// </summary>
    public int Workers { get; init; } = Math.Max(Environment.ProcessorCount - 1, 1);

    /// <summary>
    /// Gets or sets the number of batches prepared ahead of the one in use, each with its buffer; at least 1. The default is 2.
    /// </summary>
    public int Prefetch { get; init; } = 2;

    /// <summary>
    /// Gets or sets a value indicating whether images are drawn with replacement, each class as often as the others on average
    /// (PyTorch's <c>WeightedRandomSampler</c> with the inverse of the class's count); an epoch stays as long as the dataset.
    /// The draws are a function of <see cref="Seed"/> and the epoch, and <see cref="Shuffle"/> adds nothing to them.
    /// </summary>
    public bool BalanceClasses { get; init; }

    /// <summary>
    /// Gets or sets the random changes of the images, in this order. The default is none. Crops apply to the image as loaded.
    /// After the last crop the image is brought to the network's input size (resized and cropped, unless the crop has done so),
    /// and later changes apply to that. Erasing applies to the normalized values. Of several batch augmentations, one is chosen
    /// for each batch, all with the same probability.
    /// </summary>
    public IReadOnlyList<Augmentation> Augmentations { get; init; } = [];

    /// <summary>
    /// Gets or sets how many views the augmentations make of each image: epoch e shows the same as epoch e + Views. The default
    /// is null: every epoch has views of its own.
    /// </summary>
    public int? Views { get; init; }

    /// <summary>Returns the view that an epoch shows.</summary>
    internal int ViewOf(int epoch) => Views is { } views ? epoch % views : epoch;
}
