namespace Transfer.Data;

/// <summary>Crops images.</summary>
internal static class Crops
{
    /// <summary>
    /// Cuts a rectangle and resizes it to a square, with antialias: torchvision's <c>resized_crop</c> of a PIL image.
    /// </summary>
    public static RgbImage Resized(
        RgbImage image, int left, int top, int width, int height, int size, Interpolation interpolation)
    {
        var resized = new byte[size * size * 3];
        Resampler.Resample(
            PixelView.Part(image, left, top, width),
            Kernel(width, size, interpolation),
            Kernel(height, size, interpolation),
            new CropWindow(size, size, 0, 0, size, size, 0, 0),
            resized);
        return new RgbImage(size, size, resized);
    }

    /// <summary>
    /// Moves an image within its frame; what comes in from outside is black. That is torchvision's <c>pad</c> followed by a
    /// <c>crop</c> of the old size.
    /// </summary>
    public static RgbImage Shifted(RgbImage image, int right, int down)
    {
        var shifted = new byte[image.Pixels.Length];
        var width = image.Width - Math.Abs(right);
        if (width > 0)
        {
            for (var y = Math.Max(down, 0); y < image.Height + Math.Min(down, 0); y++)
            {
                var source = ((y - down) * image.Width) + Math.Max(-right, 0);
                var target = (y * image.Width) + Math.Max(right, 0);
                image.Pixels.Slice(source * 3, width * 3).CopyTo(shifted.AsSpan(target * 3));
            }
        }

        return new RgbImage(image.Width, image.Height, shifted);
    }

    private static ResampleKernel? Kernel(int input, int output, Interpolation interpolation) =>
        input == output ? null : new ResampleKernel(input, output, 0, output, interpolation);
}
