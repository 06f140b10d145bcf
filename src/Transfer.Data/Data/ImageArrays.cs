namespace Transfer.Data;

/// <summary>Specifies how the samples of images are laid out in memory.</summary>
public enum PixelLayout
{
    /// <summary>N × H × W × 3: red, green and blue of a pixel side by side.</summary>
    Interleaved,

    /// <summary>N × 3 × H × W: the image's red plane, then green, then blue (CIFAR's files).</summary>
    Planar,

    /// <summary>N × H × W: one grey sample a pixel (MNIST's files), repeated for red, green and blue.</summary>
    Grey,
}

/// <summary>Represents a dataset of images of one size in memory: generated ones, or those of a single file.</summary>
public sealed class ImageArrays : IImageDataset
{
    private readonly byte[] samples;
    private readonly int width;
    private readonly int height;
    private readonly PixelLayout layout;
    private readonly int[] labels;

    /// <summary>Wraps images and their labels. The samples are not copied: do not change them afterwards.</summary>
    /// <param name="samples">All images' 8-bit samples, one image after another.</param>
    /// <param name="width">Width of each image in pixels.</param>
    /// <param name="height">Height of each image in pixels.</param>
    /// <param name="labels">The class of each image.</param>
    /// <param name="classNames">Names of the classes; by default <c>"0"</c>, <c>"1"</c>, … up to the greatest label.</param>
    /// <param name="layout">How the samples lie; by default interleaved RGB.</param>
    /// <exception cref="ArgumentException">There are no images, or more or fewer samples than the labels ask for.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A side is less than 1.</exception>
    /// <exception cref="DatasetException">A label is not a class.</exception>
    public ImageArrays(
        byte[] samples,
        int width,
        int height,
        IReadOnlyList<int> labels,
        IReadOnlyList<string>? classNames = null,
        PixelLayout layout = PixelLayout.Interleaved)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (labels.Count == 0)
        {
            throw new ArgumentException("There are no labels, hence no images.", nameof(labels));
        }

        var expected = (long)labels.Count * width * height * Channels(layout);
        if (samples.LongLength != expected)
        {
            throw new ArgumentException(
                $"{labels.Count} images of {width} × {height} pixels in layout {layout} have {expected} bytes, but the "
                    + $"array has {samples.Length}.",
                nameof(samples));
        }

        this.samples = samples;
        this.width = width;
        this.height = height;
        this.layout = layout;
        this.labels = [.. labels];
        ClassNames = classNames is null
            ? [.. Enumerable.Range(0, Math.Max(this.labels.Max() + 1, 0)).Select(c => c.ToString())]
            : [.. classNames];
        RequireKnownClasses();
    }

    /// <inheritdoc/>
    public int Count => labels.Length;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassNames { get; }

    /// <inheritdoc/>
    public int Label(int index) => labels[index];

    /// <inheritdoc/>
    public RgbImage Load(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        var area = width * height;
        var length = area * Channels(layout);
        ReadOnlySpan<byte> picture = samples.AsSpan(index * length, length);
        if (layout == PixelLayout.Interleaved)
        {
            return new RgbImage(width, height, picture.ToArray());
        }

        // Grey is planar with the three planes in one place.
        var plane = layout == PixelLayout.Grey ? 0 : area;
        var rgb = new byte[area * 3];
        for (var pixel = 0; pixel < area; pixel++)
        {
            rgb[pixel * 3] = picture[pixel];
            rgb[(pixel * 3) + 1] = picture[plane + pixel];
            rgb[(pixel * 3) + 2] = picture[(2 * plane) + pixel];
        }

        return new RgbImage(width, height, rgb);
    }

    private static int Channels(PixelLayout layout) => layout == PixelLayout.Grey ? 1 : 3;

    private void RequireKnownClasses()
    {
        var wrong = Array.FindIndex(labels, label => label < 0 || label >= ClassNames.Count);
        if (wrong >= 0)
        {
            throw new DatasetException(
                $"Item {wrong} has label {labels[wrong]}, but there are {ClassNames.Count} classes, numbered from 0.");
        }
    }
}
