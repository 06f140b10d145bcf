namespace Transfer.Data;

/// <summary>
/// A random change of training pictures of your own, applied before the plan's augmentations and preprocessing.
/// </summary>
/// <remarks>Called from several threads at once: keep no state that a call changes.</remarks>
public interface IImageTransform
{
    /// <summary>Makes the changed picture.</summary>
    /// <param name="image">The picture; it may be shared, and cannot be changed.</param>
    /// <param name="random">
    /// The only source of chance to use. It is a function of the loader's seed, the epoch and the picture's index, and goes
    /// from one transform of a picture to the next.
    /// </param>
    /// <returns>The picture itself, or a new one, of any size.</returns>
    RgbImage Apply(RgbImage image, Random random);
}
