namespace Transfer.Data;

/// <summary>
/// Represents a batch of preprocessed images with their labels. Dispose it when its pixels are no longer needed: that returns
/// the buffer for use by a later batch.
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

    /// <summary>Gets the number of images, N.</summary>
    public int Count => Indices.Length;

    /// <summary>
    /// Gets the images: an array of exactly N × 3 × Crop × Crop values, of shape (N, 3, Crop, Crop), normalized. It is reused
    /// after <see cref="Dispose"/>, so do not keep it.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The batch was disposed.</exception>
    public float[] Pixels => pixels ?? throw new ObjectDisposedException(nameof(Batch));

    /// <summary>Gets the class of each image, of shape (N).</summary>
    public long[] Labels { get; }

    /// <summary>
    /// Gets the targets, N × classes: after a batch augmentation has mixed images, the probabilities of the classes, which sum
    /// to 1 for each image; where images have several labels, 1 for each label that an image has and 0 for the others. Null
    /// otherwise, where the labels are enough.
    /// </summary>
    public float[]? Targets { get; }

    /// <summary>Gets the index of each image in the dataset.</summary>
    public int[] Indices { get; }

    /// <summary>Returns the targets of a loss that takes a number for each class, whether or not images were mixed.</summary>
    /// <param name="classes">Number of classes.</param>
    /// <returns>
    /// <see cref="Targets"/>; where there are none, N × classes values: 1 for the image's class, 0 for the others.
    /// </returns>
    public float[] SoftTargets(int classes) => Targets ?? Data.Targets.OneHot(Labels, classes);

    /// <summary>Returns the buffer of <see cref="Pixels"/>.</summary>
    public void Dispose()
    {
        var returned = Interlocked.Exchange(ref pixels, null);
        if (returned is not null)
        {
            pool.Return(returned);
        }
    }
}
