namespace Transfer.Data;

/// <summary>
/// Changes of colour that torchvision makes with Pillow's <c>ImageEnhance</c>. A factor of 1 leaves the image as it is,
/// 0 takes all of the quality away.
/// </summary>
internal static class Colours
{
    /// <summary>Blends black and the image: torchvision's <c>adjust_brightness</c>.</summary>
    public static RgbImage Brightness(RgbImage image, double factor) => Around(image, 0, factor);

    /// <summary>Blends the mean grey and the image: torchvision's <c>adjust_contrast</c>.</summary>
    public static RgbImage Contrast(RgbImage image, double factor)
    {
        var source = image.Pixels;
        long sum = 0;
        for (var i = 0; i < source.Length; i += 3)
        {
            sum += Luma.Of(source[i], source[i + 1], source[i + 2]);
        }

        return Around(image, (int)(((double)sum / (source.Length / 3)) + 0.5), factor);
    }

    /// <summary>Blends the grey image and the image: torchvision's <c>adjust_saturation</c>.</summary>
    public static RgbImage Saturation(RgbImage image, double factor)
    {
        var source = image.Pixels;
        var changed = new byte[source.Length];
        var at = (float)factor;
        for (var i = 0; i < changed.Length; i += 3)
        {
            int grey = Luma.Of(source[i], source[i + 1], source[i + 2]);
            changed[i] = Blend.Of(grey, source[i], at);
            changed[i + 1] = Blend.Of(grey, source[i + 1], at);
            changed[i + 2] = Blend.Of(grey, source[i + 2], at);
        }

        return new RgbImage(image.Width, image.Height, changed);
    }

    private static RgbImage Around(RgbImage image, int centre, double factor)
    {
        Span<byte> table = stackalloc byte[256];
        for (var i = 0; i < 256; i++)
        {
            table[i] = Blend.Of(centre, i, (float)factor);
        }

        return LookupTable.Map(image, table);
    }
}
