namespace Transfer.Data;

/// <summary>Mirrors a picture left to right with some probability, as torchvision's <c>RandomHorizontalFlip</c>.</summary>
public sealed class RandomHorizontalFlip : IImageTransform
{
    private readonly double probability;

    /// <summary>Creates the transform.</summary>
    /// <param name="probability">Probability of mirroring, in [0, 1]; 0.5 by default.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is outside [0, 1].</exception>
    public RandomHorizontalFlip(double probability = 0.5) => this.probability = Probability.Require(probability);

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
        byte[] mirrored = new byte[source.Length];
        for (int y = 0; y < image.Height; y++)
        {
            int target = y * image.Width * 3;
            int from = target + ((image.Width - 1) * 3);
            for (int x = 0; x < image.Width; x++, target += 3, from -= 3)
            {
                source.Slice(from, 3).CopyTo(mirrored.AsSpan(target));
            }
        }

        return new RgbImage(image.Width, image.Height, mirrored);
    }
}
