namespace Transfer.Data;

/// <summary>
/// Pads a picture with black on all sides and cuts a picture of the old size from a random place: the shift of up to
/// <c>padding</c> pixels that is customary on CIFAR (torchvision's <c>RandomCrop(size, padding)</c>).
/// </summary>
public sealed class RandomCropWithPadding : IImageTransform
{
    private readonly int padding;

    /// <summary>Creates the transform.</summary>
    /// <param name="padding">Pixels added on each side, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The padding is negative.</exception>
    public RandomCropWithPadding(int padding)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(padding);
        this.padding = padding;
    }

    /// <inheritdoc/>
    public RgbImage Apply(RgbImage image, Random random)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(random);
        int down = random.Next(-padding, padding + 1);
        int right = random.Next(-padding, padding + 1);
        byte[] shifted = new byte[image.Pixels.Length];
        int width = image.Width - Math.Abs(right);
        if (width > 0)
        {
            for (int y = Math.Max(down, 0); y < image.Height + Math.Min(down, 0); y++)
            {
                int source = ((y - down) * image.Width) + Math.Max(-right, 0);
                int target = (y * image.Width) + Math.Max(right, 0);
                image.Pixels.Slice(source * 3, width * 3).CopyTo(shifted.AsSpan(target * 3));
            }
        }

        return new RgbImage(image.Width, image.Height, shifted);
    }
}
