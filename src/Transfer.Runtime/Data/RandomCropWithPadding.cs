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
        return Crops.Shifted(image, right, down);
    }
}
