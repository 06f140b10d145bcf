namespace Transfer.Data;

/// <summary>
/// Opens datasets in the IDX format of MNIST, Fashion-MNIST, KMNIST and similar ones: a file of images and a file of labels.
/// </summary>
/// <remarks>The format is described at http://yann.lecun.com/exdb/mnist/ (section "File formats").</remarks>
public static class IdxImages
{
    /// <summary>Reads a pair of IDX files into memory. Gzipped files are recognised by their content.</summary>
    /// <param name="imagesPath">Unsigned bytes of shape (N, H, W), grey, or (N, H, W, 3), RGB.</param>
    /// <param name="labelsPath">Unsigned bytes of shape (N).</param>
    /// <param name="classNames">Names of the classes; by default <c>"0"</c>, <c>"1"</c>, … up to the greatest label.</param>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    /// <exception cref="DatasetException">
    /// A file is not IDX, has another element type or shape, is truncated or too long, the two counts differ, or a label is
    /// not a class.
    /// </exception>
    public static ImageArrays Open(string imagesPath, string labelsPath, IReadOnlyList<string>? classNames = null)
    {
        var images = IdxArray.Read(imagesPath);
        if (images.Shape is not ([_, _, _] or [_, _, _, 3]))
        {
            throw new DatasetException(
                $"'{imagesPath}' has shape {images.ShapeText}; images must have shape (N, H, W) or (N, H, W, 3)."
                    + (images.Shape.Length == 1 ? " Is it the file of labels?" : ""));
        }

        var labels = IdxArray.Read(labelsPath);
        if (labels.Shape.Length != 1)
        {
            throw new DatasetException(
                $"'{labelsPath}' has shape {labels.ShapeText}; labels must have shape (N)."
                    + (labels.Shape.Length > 2 ? " Is it the file of images?" : ""));
        }

        if (images.Shape[0] != labels.Shape[0])
        {
            throw new DatasetException(
                $"'{imagesPath}' has {images.Shape[0]} images but '{labelsPath}' has {labels.Shape[0]} labels: they do not "
                    + "belong together.");
        }

        if (images.Data.Length == 0)
        {
            throw new DatasetException($"'{imagesPath}' has shape {images.ShapeText}: there is nothing in it.");
        }

        return new ImageArrays(
            images.Data,
            width: images.Shape[2],
            height: images.Shape[1],
            Array.ConvertAll(labels.Data, label => (int)label),
            classNames,
            images.Shape.Length == 3 ? PixelLayout.Grey : PixelLayout.Interleaved);
    }
}
