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
        return random.NextDouble() >= probability ? image : Flips.Horizontal(image);
    }
}
