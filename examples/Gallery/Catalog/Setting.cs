namespace Transfer.Examples.Gallery;

/// <summary>
/// What a recipe is written for. Methods, not settings, are what the gallery shows: the same recipe is written once with its
/// source's weights, classes and epochs, and once for the images at hand.
/// </summary>
internal abstract class Setting
{
    /// <summary>A backbone with published weights.</summary>
    /// <param name="backbone">The backbone.</param>
    /// <param name="entry">The weights entry; null is the default one.</param>
    /// <param name="pixels">Side of the source's images; null is the entry's own.</param>
    /// <param name="resize">Short side before the crop; null keeps the entry's proportion.</param>
    /// <returns>The recipe so far.</returns>
    public abstract Recipe Start(Recipe backbone, string? entry = null, int? pixels = null, int? resize = null);

    /// <summary>A backbone with the weights of a file that its author has.</summary>
    /// <param name="backbone">The backbone.</param>
    /// <param name="file">What the source calls the file.</param>
    /// <param name="pixels">Side of the source's images.</param>
    /// <returns>The recipe so far.</returns>
    public abstract Recipe StartFromFile(Recipe backbone, string file, int pixels);

    /// <summary>A backbone whose weights the source draws at random.</summary>
    /// <param name="backbone">The backbone.</param>
    /// <param name="pixels">Side of the source's images.</param>
    /// <param name="resize">Short side before the crop.</param>
    /// <returns>The recipe so far.</returns>
    public abstract Recipe FromScratch(Recipe backbone, int pixels = 224, int resize = 256);

    /// <summary>How many classes there are.</summary>
    /// <param name="documented">How many the source has.</param>
    /// <returns>How many this setting has.</returns>
    public abstract int Classes(int documented);

    /// <summary>How long a part of the recipe trains.</summary>
    /// <param name="documented">The source's epochs.</param>
    /// <param name="part">Which of the numbers of epochs this is, from 0.</param>
    /// <returns>The epochs.</returns>
    public abstract int Epochs(int documented, int part = 0);
}
