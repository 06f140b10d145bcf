using System.Buffers;
using System.Collections.Concurrent;
using Transfer.Common;

namespace Transfer.Data;

/// <summary>
/// Converts images to a network's input, as torchvision's <c>ImageClassification</c> preset does with a PIL image: the short
/// side resized with antialias, a centre crop (padded with zeros where the image is smaller), values over 255, <c>(x - mean) /
/// std</c> for each channel, channels first.
/// </summary>
/// <remarks>
/// The arithmetic is Pillow's for the resize and float32 for the rest, so on the same decoded pixels the result is equal to
/// torchvision's bit for bit. Thread-safe.
/// </remarks>
public sealed class ImagePreprocessor
{
    // A dataset of photographs has a few hundred different side lengths; beyond that, kernels are made and not kept.
    private const int MaxKernels = 1024;

    private readonly ConcurrentDictionary<(int Input, int Output), ResampleKernel> kernels = new();
    private readonly float[][] normalized;

    /// <summary>Prepares for one preprocessing.</summary>
    /// <param name="preprocessing">The numbers of the weights entry.</param>
    /// <exception cref="ArgumentException">It has neither one channel nor three.</exception>
    public ImagePreprocessor(Preprocessing preprocessing)
    {
        ArgumentNullException.ThrowIfNull(preprocessing);
        Preprocessing = preprocessing.Mean.Count is 1 or 3
            ? preprocessing
            : throw new ArgumentException(
                $"The preprocessing has {preprocessing.Mean.Count} channels; an image has three (red, green, blue) or one "
                + "(grey). "
                    + "Train on images of other channels in a loop of your own.",
                nameof(preprocessing));
        Length = checked(preprocessing.Mean.Count * preprocessing.Crop * preprocessing.Crop);
        normalized = [.. preprocessing.Mean.Zip(preprocessing.Std, NormalizedBytes)];
    }

    /// <summary>Gets the numbers applied.</summary>
    public Preprocessing Preprocessing { get; }

    /// <summary>Gets the number of values an image becomes: 3 × Crop × Crop, or Crop × Crop in grey.</summary>
    public int Length { get; }

    /// <summary>Preprocesses an image.</summary>
    /// <param name="image">The image, of any size.</param>
    /// <param name="destination">
    /// Where <see cref="Length"/> values are written, of shape (3, Crop, Crop): red, green, blue; each row by row. Where mean
    /// and std have one value, (1, Crop, Crop): the grey value of Pillow's <c>convert("L")</c>.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> has not <see cref="Length"/> elements.</exception>
    public void Write(RgbImage image, Span<float> destination)
    {
        ArgumentNullException.ThrowIfNull(image);
        RequireLength(destination);
        var window = CropWindow.Of(image.Width, image.Height, Preprocessing.Resize, Preprocessing.Crop);
        var rented = ArrayPool<byte>.Shared.Rent(window.Width * window.Height * 3);
        try
        {
            var pixels = rented.AsSpan(0, window.Width * window.Height * 3);
            Resample(image, window, pixels);
            Normalize(pixels, window, destination);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>
    /// Resizes and crops an image, without normalizing it: Crop × Crop pixels, black where the image is smaller.
    /// </summary>
    /// <param name="image">The image, of any size.</param>
    /// <returns>The image that the network sees.</returns>
    public RgbImage Fit(RgbImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var crop = Preprocessing.Crop;
        var window = CropWindow.Of(image.Width, image.Height, Preprocessing.Resize, crop);
        var pixels = new byte[window.Width * window.Height * 3];
        Resample(image, window, pixels);
        if (window.Width == crop && window.Height == crop)
        {
            return new RgbImage(crop, crop, pixels);
        }

        var padded = new byte[crop * crop * 3];
        for (var y = 0; y < window.Height; y++)
        {
            pixels.AsSpan(y * window.Width * 3, window.Width * 3)
                .CopyTo(padded.AsSpan((((y + window.OffsetY) * crop) + window.OffsetX) * 3));
        }

        return new RgbImage(crop, crop, padded);
    }

    /// <summary>Normalizes an image of Crop × Crop pixels as it is.</summary>
    /// <param name="image">An image that <see cref="Fit"/> has made, or another of that size.</param>
    /// <param name="destination">Where <see cref="Length"/> values are written, as by <see cref="Write"/>.</param>
    /// <exception cref="ArgumentException">
    /// The image has another size, or <paramref name="destination"/> has not <see cref="Length"/> elements.
    /// </exception>
    public void Normalize(RgbImage image, Span<float> destination)
    {
        ArgumentNullException.ThrowIfNull(image);
        var crop = Preprocessing.Crop;
        if (image.Width != crop || image.Height != crop)
        {
            throw new ArgumentException(
                $"The image has {image.Width} × {image.Height} pixels; the network sees {crop} × {crop}.", nameof(image));
        }

        RequireLength(destination);
        Normalize(image.Pixels, new CropWindow(crop, crop, 0, 0, crop, crop, 0, 0), destination);
    }

    private void RequireLength(ReadOnlySpan<float> destination)
    {
        if (destination.Length != Length)
        {
            throw new ArgumentException(
                $"The destination has {destination.Length} elements; an image becomes {Length} "
                    + $"({normalized.Length} × {Preprocessing.Crop} × {Preprocessing.Crop}).",
                nameof(destination));
        }
    }

    // All that a byte can become, in the float32 operations of to_tensor and normalize.
    private static float[] NormalizedBytes(double mean, double std) =>
        [.. Enumerable.Range(0, 256).Select(value => ((value / 255f) - (float)mean) / (float)std)];

    // The window's place along a side follows from the resized length, so it is no part of the key.
    private ResampleKernel? Kernel(int input, int output, int start, int length)
    {
        if (input == output)
        {
            return null;
        }

        if (kernels.TryGetValue((input, output), out var kernel))
        {
            return kernel;
        }

        kernel = new ResampleKernel(input, output, start, length, Preprocessing.Interpolation);
        if (kernels.Count < MaxKernels)
        {
            kernels.TryAdd((input, output), kernel);
        }

        return kernel;
    }

    private void Resample(RgbImage image, in CropWindow window, Span<byte> pixels) => Resampler.Resample(
        PixelView.Whole(image),
        Kernel(image.Width, window.ResizedWidth, window.Left, window.Width),
        Kernel(image.Height, window.ResizedHeight, window.Top, window.Height),
        window,
        pixels);

    private void Normalize(ReadOnlySpan<byte> pixels, in CropWindow window, Span<float> destination)
    {
        var crop = Preprocessing.Crop;
        var padded = window.Width < crop || window.Height < crop;
        var grey = normalized.Length == 1;
        for (var channel = 0; channel < normalized.Length; channel++)
        {
            var plane = destination.Slice(channel * crop * crop, crop * crop);
            ReadOnlySpan<float> table = normalized[channel];
            if (padded)
            {
                plane.Fill(table[0]);
            }

            for (var y = 0; y < window.Height; y++)
            {
                var row = pixels.Slice(y * window.Width * 3, window.Width * 3);
                var target = plane.Slice(((y + window.OffsetY) * crop) + window.OffsetX, window.Width);
                for (int x = 0, i = channel; x < target.Length; x++, i += 3)
                {
                    target[x] = table[grey ? Luma.Of(row[i], row[i + 1], row[i + 2]) : row[i]];
                }
            }
        }
    }
}
