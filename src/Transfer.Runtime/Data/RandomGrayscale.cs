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
        return random.NextDouble() >= probability ? image : Luma.Grey(image);
    }
}
