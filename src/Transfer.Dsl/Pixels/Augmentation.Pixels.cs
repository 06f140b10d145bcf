using Transfer.Data;
using Transfer.Planning;

namespace Transfer;

// What an augmentation does to pixels. Each overrides what it needs of this in its own file, where the compiler's copy of the
// core leaves it out.
public abstract partial record ImageAugmentation
{
    /// <summary>
    /// Whether it chooses which part of the image as loaded is seen. Images are brought to the network's input size after the
    /// last such augmentation, and before all that follow.
    /// </summary>
    internal virtual bool Cuts => false;

    /// <summary>Whether the image that it makes has the network's input size, so that it is not resized afterwards.</summary>
    internal virtual bool Fits => false;

    /// <summary>Changes the image, before values are normalized.</summary>
    /// <param name="image">The image; it may be shared.</param>
    /// <param name="preprocessing">The input's size and the filter that images are resized with.</param>
    /// <param name="random">The only source of chance.</param>
    internal virtual RgbImage Apply(RgbImage image, Preprocessing preprocessing, Random random) => image;

    /// <summary>Changes the normalized values in place.</summary>
    /// <param name="values">channels × size × size values.</param>
    /// <param name="size">Height and width.</param>
    /// <param name="random">The only source of chance.</param>
    internal virtual void Apply(Span<float> values, int size, Random random)
    {
    }
}

public abstract partial record BatchAugmentation
{
    /// <summary>
    /// Mixes each image, and its target, with the one before it in the batch (the first with the last), in place.
    /// </summary>
    /// <param name="pixels">N × channels × size × size normalized values.</param>
    /// <param name="targets">N × classes: each image's probabilities of the classes.</param>
    /// <param name="count">N.</param>
    /// <param name="size">Height and width.</param>
    /// <param name="random">The only source of chance.</param>
    internal abstract void Mix(Span<float> pixels, Span<float> targets, int count, int size, Random random);
}
