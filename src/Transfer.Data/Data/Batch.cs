namespace Transfer.Data;

/// <summary>
/// Preprocessed images with their labels. Dispose it when its pixels are no longer needed: that gives the buffer back to
/// be used for a later batch.
/// </summary>
public sealed class Batch : IDisposable
{
    private readonly BufferPool pool;
    private float[]? pixels;

    internal Batch(BufferPool pool, float[] pixels, long[] labels, float[]? targets, int[] indices)
    {
        this.pool = pool;
        this.pixels = pixels;
        Labels = labels;
        Targets = targets;
        Indices = indices;
    }

    /// <summary>Number of images, N.</summary>
    public int Count => Indices.Length;

    /// <summary>
    /// The images: an array of exactly N × 3 × Crop × Crop values, of shape (N, 3, Crop, Crop), normalized. It is reused
    /// after <see cref="Dispose"/>, so do not keep it.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The batch was disposed.</exception>
    public float[] Pixels => pixels ?? throw new ObjectDisposedException(nameof(Batch));

    /// <summary>The class of each image, of shape (N).</summary>
    public long[] Labels { get; }

    /// <summary>
    /// Where a batch augmentation has mixed images: for each image the probabilities of the classes, N × classes, which
    /// sum to 1. Where images have several labels: 1 for each that an image has, 0 for the others. Otherwise null; the labels
    /// say all.
    /// </summary>
    public float[]? Targets { get; }

    /// <summary>For each image, its index in the dataset.</summary>
    public int[] Indices { get; }

    /// <summary>The targets of a loss that takes a number for each class, whether or not images were mixed.</summary>
    /// <param name="classes">Number of classes.</param>
    /// <returns>
    /// <see cref="Targets"/>; where there are none, N × classes values: 1 for the image's class, 0 for the others.
    /// </returns>
    public float[] SoftTargets(int classes) => Targets ?? Data.Targets.OneHot(Labels, classes);

    /// <summary>Gives the buffer of <see cref="Pixels"/> back.</summary>
    public void Dispose()
    {
        var returned = Interlocked.Exchange(ref pixels, null);
        if (returned is not null)
        {
            pool.Return(returned);
        }
    }
}
