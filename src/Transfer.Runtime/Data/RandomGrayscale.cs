namespace Transfer.Data;

/// <summary>Makes a picture grey with some probability, as torchvision's <c>RandomGrayscale</c> does to a PIL picture.</summary>
public sealed class RandomGrayscale : IImageTransform
{
    private readonly double probability;

    /// <summary>Creates the transform.</summary>
    /// <param name="probability">Probability of making it grey, in [0, 1]; 0.1 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is outside [0, 1].</exception>
    public RandomGrayscale(double probability = 0.1) => this.probability = Probability.Require(probability);

    /// <inheritdoc/>
    public RgbImage Apply(RgbImage image, Random random)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(random);
        if (random.NextDouble() >= probability)
        {
            return image;
        }

        ReadOnlySpan<byte> source = image.Pixels;
        byte[] grey = new byte[source.Length];
        for (int i = 0; i < grey.Length; i += 3)
        {
            grey.AsSpan(i, 3).Fill(Luma(source[i], source[i + 1], source[i + 2]));
        }

        return new RgbImage(image.Width, image.Height, grey);
    }

    // ITU-R BT.601 luma (0.299, 0.587, 0.114) in Pillow's fixed point of 16 bits (src/libImaging/Convert.c, L24).
    private static byte Luma(int red, int green, int blue) =>
        (byte)(((red * 19595) + (green * 38470) + (blue * 7471) + 0x8000) >> 16);
}
