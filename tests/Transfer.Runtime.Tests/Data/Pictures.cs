namespace Transfer.Data;

/// <summary>Pictures made by formula.</summary>
internal static class Pictures
{
    /// <summary>The <c>formula</c> of referee/make_reference.py: edges, gradients and noise.</summary>
    public static RgbImage Formula(int width, int height)
    {
        byte[] pixels = new byte[width * height * 3];
        int i = 0;
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                for (int c = 0; c < 3; c++)
                {
                    pixels[i++] = (byte)((x * 37) + (y * 91) + (c * 53) + (x * y % 29 * 7) + (((x >> 3) ^ (y >> 3)) * 11));
                }
            }
        }

        return new RgbImage(width, height, pixels);
    }

    /// <summary>A dataset of 5 × 4 pictures, all different, with the given labels.</summary>
    public static ImageArrays Dataset(params int[] labels)
    {
        byte[] samples = new byte[labels.Length * 60];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = (byte)((i * 7) + (i / 60 * 13));
        }

        return new ImageArrays(samples, width: 5, height: 4, labels);
    }
}
