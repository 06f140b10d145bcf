namespace Transfer.Data;

/// <summary>
/// Labelled images, addressed by index. Implement it to read images from where the toolkit does not.
/// </summary>
/// <remarks>
/// Everything is called from several threads at once and must give the same answer for the same index each time.
/// </remarks>
public interface IImageDataset
{
    /// <summary>Number of images.</summary>
    int Count { get; }

    /// <summary>Names of the classes; a label is an index into this list.</summary>
    IReadOnlyList<string> ClassNames { get; }

    /// <summary>The class of an image, in <c>[0, ClassNames.Count)</c>, without decoding it.</summary>
    /// <param name="index">Index of the image, in <c>[0, Count)</c>.</param>
    int Label(int index);

    /// <summary>
    /// All labels of an image, in a dataset whose images may have any number of them, none included: each an index into
    /// <see cref="ClassNames"/>. By default null: each image has one class, <see cref="Label"/>. A dataset gives null for all
    /// images or for none; where it gives none, <see cref="Label"/> only groups images for splits and balance.
    /// </summary>
    /// <param name="index">Index of the image, in <c>[0, Count)</c>.</param>
    IReadOnlyList<int>? Labels(int index) => null;

    /// <summary>Reads and decodes an image.</summary>
    /// <param name="index">Index of the image, in <c>[0, Count)</c>.</param>
    RgbImage Load(int index);

    /// <summary>What an error message calls an image: a file path, or by default <c>item 17</c>.</summary>
    /// <param name="index">Index of the image, in <c>[0, Count)</c>.</param>
    string Name(int index) => $"item {index}";
}
