namespace Transfer.Data;

/// <summary>Images made by formula.</summary>
internal static class Pictures
{
    /// <summary>The <c>formula</c> of tools/referee/common.py: edges, gradients and noise.</summary>
    public static RgbImage Formula(int width, int height)
    {
        var pixels = new byte[width * height * 3];
        var i = 0;
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                for (var c = 0; c < 3; c++)
                {
                    pixels[i++] = (byte)((x * 37) + (y * 91) + (c * 53) + (x * y % 29 * 7) + (((x >> 3) ^ (y >> 3)) * 11));
                }
            }
        }

        return new RgbImage(width, height, pixels);
    }

    /// <summary>
    /// The <c>dull</c> of tools/referee/augmentation.py: little contrast, each channel in a range of its own.
    /// </summary>
    public static RgbImage Dull(int width, int height)
    {
        var pixels = Formula(width, height).Pixels.ToArray();
        ReadOnlySpan<byte> divisors = [4, 3, 9];
        ReadOnlySpan<byte> offsets = [90, 7, 200];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)((pixels[i] / divisors[i % 3]) + offsets[i % 3]);
        }

        return new RgbImage(width, height, pixels);
    }

    /// <summary>The <c>flat</c> of tools/referee/augmentation.py: one colour.</summary>
    public static RgbImage Flat(int width, int height)
    {
        ReadOnlySpan<byte> colour = [3, 77, 201];
        var pixels = new byte[width * height * 3];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = colour[i % 3];
        }

        return new RgbImage(width, height, pixels);
    }

    /// <summary>The <c>hues</c> of tools/referee/augmentation.py: all hues and saturations.</summary>
    public static RgbImage Hues(int width, int height)
    {
        ReadOnlySpan<byte> steps = [5, 31, 77];
        var pixels = new byte[width * height * 3];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(i * steps[i % 3]);
        }

        return new RgbImage(width, height, pixels);
    }

    /// <summary>A dataset of 5 × 4 images, all different, with the given labels.</summary>
    public static ImageArrays Dataset(params int[] labels)
    {
        var samples = new byte[labels.Length * 60];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = (byte)((i * 7) + (i / 60 * 13));
        }

        return new ImageArrays(samples, width: 5, height: 4, labels);
    }
}
