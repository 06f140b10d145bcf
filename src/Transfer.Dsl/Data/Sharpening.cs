namespace Transfer.Data;

/// <summary>
/// Sharper and softer images: torchvision's <c>adjust_sharpness</c> of a PIL image (<c>ImageEnhance.Sharpness</c>).
/// </summary>
internal static class Sharpening
{
    /// <summary>Blends the smoothed image (at 0) and the image (at 1), and extrapolates above 1.</summary>
    public static RgbImage Apply(RgbImage image, double factor)
    {
        if (image.Width < 3 || image.Height < 3)
        {
            return image;
        }

        var source = image.Pixels;
        var stride = image.Width * 3;
        var at = (float)factor;
        // The outermost pixels are not smoothed.
        var sharpened = source.ToArray();
        for (var y = 1; y < image.Height - 1; y++)
        {
            var above = source.Slice((y - 1) * stride, stride);
            var row = source.Slice(y * stride, stride);
            var below = source.Slice((y + 1) * stride, stride);
            var target = sharpened.AsSpan(y * stride, stride);
            for (var i = 3; i < stride - 3; i++)
            {
                var sum = above[i - 3] + above[i] + above[i + 3]
                    + row[i - 3] + (5 * row[i]) + row[i + 3]
                    + below[i - 3] + below[i] + below[i + 3];
                // Pillow's float sum over 13, rounded: no sum of bytes over 13 is a half, so integers round alike.
                var smooth = ((2 * sum) + 13) / 26;
                target[i] = Blend.Of(smooth, row[i], at);
            }
        }

        return new RgbImage(image.Width, image.Height, sharpened);
    }
}
