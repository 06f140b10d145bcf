namespace Transfer.Data;

/// <summary>
/// Represents a dataset of labelled images, addressed by index. Implement it to read images from other sources.
/// </summary>
/// <remarks>
/// Everything is called from several threads at once and must give the same answer for the same index each time.
/// </remarks>
public interface IImageDataset
{
    /// <summary>Gets the number of images.</summary>
    int Count { get; }

    /// <summary>Gets the names of the classes. A label is an index into this list.</summary>
    IReadOnlyList<string> ClassNames { get; }

    /// <summary>Returns the class of an image, in <c>[0, ClassNames.Count)</c>, without decoding it.</summary>
    /// <param name="index">Index of the image, in <c>[0, Count)</c>.</param>
    int Label(int index);

    /// <summary>
    /// Returns all labels of an image, in a dataset whose images can have any number of them, or none: each is an index into
    /// <see cref="ClassNames"/>. The default is null: each image has one class, <see cref="Label"/>. A dataset returns null for
    /// all images or for none of them. In the second case <see cref="Label"/> is used only to group images for splits and
    /// balanced sampling.
    /// </summary>
    /// <param name="index">Index of the image, in <c>[0, Count)</c>.</param>
    IReadOnlyList<int>? Labels(int index) => null;

    /// <summary>Reads and decodes an image.</summary>
    /// <param name="index">Index of the image, in <c>[0, Count)</c>.</param>
    RgbImage Load(int index);

    /// <summary>Returns the name of an image in error messages: a file path, or by default <c>item 17</c>.</summary>
    /// <param name="index">Index of the image, in <c>[0, Count)</c>.</param>
    string Name(int index) => $"item {index}";

    /// <summary>
    /// Returns the fingerprint of an image, by which what a network made of it is found again: two images have the same one only
    /// if they are the same. The default loads the image and hashes its pixels; a dataset that knows the image's bytes without
    /// decoding them is faster (<see cref="ImageFingerprint.OfFile"/>).
    /// </summary>
    /// <param name="index">Index of the image, in <c>[0, Count)</c>.</param>
    UInt128 Fingerprint(int index) => ImageFingerprint.Of(Load(index));
}
