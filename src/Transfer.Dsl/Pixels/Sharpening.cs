namespace Transfer.Data;

/// <summary>
/// Sharper and softer pictures: torchvision's <c>adjust_sharpness</c> of a PIL picture (<c>ImageEnhance.Sharpness</c>).
/// </summary>
internal static class Sharpening
{
    /// <summary>Goes from the smoothed picture (0) over the picture (1) beyond it (above 1).</summary>
    public static RgbImage Apply(RgbImage image, double factor)
    {
        if (image.Width < 3 || image.Height < 3)
        {
            return image;
        }

        ReadOnlySpan<byte> source = image.Pixels;
        int stride = image.Width * 3;
        float at = (float)factor;
        // The outermost pixels are not smoothed.
        byte[] sharpened = source.ToArray();
        for (int y = 1; y < image.Height - 1; y++)
        {
            ReadOnlySpan<byte> above = source.Slice((y - 1) * stride, stride);
            ReadOnlySpan<byte> row = source.Slice(y * stride, stride);
            ReadOnlySpan<byte> below = source.Slice((y + 1) * stride, stride);
            Span<byte> target = sharpened.AsSpan(y * stride, stride);
            for (int i = 3; i < stride - 3; i++)
            {
                int sum = above[i - 3] + above[i] + above[i + 3]
                    + row[i - 3] + (5 * row[i]) + row[i + 3]
                    + below[i - 3] + below[i] + below[i + 3];
                // Pillow's float sum over 13, rounded: no sum of bytes over 13 is a half, so integers round alike.
                int smooth = ((2 * sum) + 13) / 26;
                target[i] = Blend.Of(smooth, row[i], at);
            }
        }

        return new RgbImage(image.Width, image.Height, sharpened);
    }
}
