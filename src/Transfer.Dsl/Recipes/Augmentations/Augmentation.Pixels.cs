using Transfer.Data;

namespace Transfer;

// What an augmentation does to pixels. Each overrides what it needs of this in its own file, where the compiler's copy of the
// core leaves it out.
public abstract partial class ImageAugmentation
{
    /// <summary>
    /// Gets a value indicating whether it sees the image as loaded, of any size. Images are brought to the network's input size
    /// after the last such augmentation, and before all that follow. By default it sees the network's input.
    /// </summary>
    public virtual bool AppliesBeforeResizing => false;

    /// <summary>
    /// Gets a value indicating whether the image that it makes of one as loaded has the network's input size, so that it is not
    /// resized afterwards.
    /// </summary>
    public virtual bool ReturnsInputSize => false;

    /// <summary>Changes the image, before values are normalized. By default it stays as it is.</summary>
    /// <remarks>Called from several threads at once.</remarks>
    /// <param name="image">The image; it may be shared.</param>
    /// <param name="preprocessing">The input's size and the filter that images are resized with.</param>
    /// <param name="random">The only source of chance: a function of the seed, the epoch and the image's index.</param>
    /// <returns>The image itself, or a new one; of the same size unless <see cref="AppliesBeforeResizing"/>.</returns>
    public virtual RgbImage Apply(RgbImage image, Preprocessing preprocessing, Random random) => image;

    /// <summary>Changes the normalized values in place. By default they stay as they are.</summary>
    /// <remarks>Called from several threads at once.</remarks>
    /// <param name="values">channels × size × size values.</param>
    /// <param name="size">Height and width.</param>
    /// <param name="random">The only source of chance.</param>
    public virtual void Apply(Span<float> values, int size, Random random)
    {
    }
}

public abstract partial class BatchAugmentation
{
    /// <summary>
    /// Mixes the images of a batch, and their targets likewise, in place; what is built in mixes each with the one before it
    /// (the first with the last).
    /// </summary>
    /// <param name="pixels">N × channels × size × size normalized values.</param>
    /// <param name="targets">N × classes: each image's probabilities of the classes.</param>
    /// <param name="count">N.</param>
    /// <param name="size">Height and width.</param>
    /// <param name="random">The only source of chance.</param>
    public abstract void Mix(Span<float> pixels, Span<float> targets, int count, int size, Random random);
}
