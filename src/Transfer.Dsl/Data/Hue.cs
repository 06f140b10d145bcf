namespace Transfer.Data;

/// <summary>
/// Shifts of hue: torchvision's <c>adjust_hue</c> of a PIL image, by way of 8-bit HSV in the mixed float and double
/// arithmetic of Pillow's <c>rgb2hsv</c> and <c>hsv2rgb</c> (src/libImaging/Convert.c).
/// </summary>
internal static class Hue
{
    /// <summary>Turns all hues.</summary>
    /// <param name="image">The image.</param>
    /// <param name="turn">Part of a whole turn, from -0.5 to 0.5.</param>
    public static RgbImage Shift(RgbImage image, double turn)
    {
        // Towards zero, and then around in a byte, as a cast to numpy's uint8 is.
        var shift = unchecked((byte)(int)(turn * 255));
        var source = image.Pixels;
        var shifted = new byte[source.Length];
        for (var i = 0; i < shifted.Length; i += 3)
        {
            (var hue, var saturation, var value) = ToHsv(source[i], source[i + 1], source[i + 2]);
            (shifted[i], shifted[i + 1], shifted[i + 2]) = ToRgb(unchecked((byte)(hue + shift)), saturation, value);
        }

        return new RgbImage(image.Width, image.Height, shifted);
    }

    private static (byte Hue, byte Saturation, byte Value) ToHsv(byte red, byte green, byte blue)
    {
        var max = Math.Max(red, Math.Max(green, blue));
        var min = Math.Min(red, Math.Min(green, blue));
        if (max == min)
        {
            return (0, 0, max);
        }

        float range = max - min;
        var saturation = range / max;
        var r = (max - red) / range;
        var g = (max - green) / range;
        var b = (max - blue) / range;
        var sector = red == max ? b - g
            : green == max ? (float)(2.0 + r - b)
            : (float)(4.0 + g - r);
        // Between 5/6 and 2: the remainder of a division by 1.
        var around = (sector / 6.0) + 1.0;
        var hue = (float)(around >= 1 ? around - 1 : around);
        return ((byte)(hue * 255.0), (byte)(saturation * 255.0), max);
    }

    private static (byte Red, byte Green, byte Blue) ToRgb(byte hue, byte saturation, byte value)
    {
        if (saturation == 0)
        {
            return (value, value, value);
        }

        var around = hue * 6.0 / 255.0;
        var sector = (int)around;
        var rest = (float)(around - sector);
        var s = (float)(saturation / 255.0);
        var p = Round(value * (1.0 - s));
        var q = Round(value * (1.0 - (s * rest)));
        var t = Round(value * (1.0 - (s * (1.0 - rest))));
        return (sector % 6) switch
        {
            0 => (value, t, p),
            1 => (q, value, p),
            2 => (p, value, t),
            3 => (p, q, value),
            4 => (t, p, value),
            _ => (value, p, q),
        };
    }

    private static byte Round(double value) => (byte)(value + 0.5);
}
