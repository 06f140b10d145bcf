namespace Transfer.Data;

/// <summary>
/// Grey values: ITU-R BT.601 (0.299, 0.587, 0.114) in Pillow's 16-bit fixed point (src/libImaging/Convert.c, L24).
/// </summary>
internal static class Luma
{
    public static byte Of(int red, int green, int blue) =>
        (byte)(((red * 19595) + (green * 38470) + (blue * 7471) + 0x8000) >> 16);

    /// <summary>Returns the image in grey, in three equal channels: torchvision's <c>rgb_to_grayscale</c>.</summary>
    public static RgbImage Grey(RgbImage image)
    {
        var source = image.Pixels;
        var grey = new byte[source.Length];
        for (var i = 0; i < grey.Length; i += 3)
        {
            var luma = Of(source[i], source[i + 1], source[i + 2]);
            grey[i] = luma;
            grey[i + 1] = luma;
            grey[i + 2] = luma;
        }

        return new RgbImage(image.Width, image.Height, grey);
    }
}
