using Transfer.Steps;
#if !TRANSFER_COMPILER
using Transfer.Data;
using Transfer.Planning;
#endif

namespace Transfer;

/// <summary>A share of the images becomes grey, in three equal channels, as torchvision's <c>RandomGrayscale</c>.</summary>
/// <param name="Probability">The share of the images.</param>
public sealed partial record Grayscale(double Probability) : ImageAugmentation
{
    internal override Fields Fields => new Fields(nameof(Augmentations.Grayscale))
        .Add("probability", Probability, 0.1);

#if !TRANSFER_COMPILER
    internal override RgbImage Apply(RgbImage image, Preprocessing preprocessing, Random random) =>
        random.NextDouble() < Probability ? Luma.Grey(image) : image;
#endif
}

public static partial class Augmentations
{
    internal static readonly Kind<Augmentation> GrayscaleKind =
        Kind<Augmentation>.Of(nameof(Grayscale), values => Grayscale(values.Number("probability")));

    /// <summary>Makes a share of the images grey.</summary>
    /// <param name="probability">The share, from 0 to 1.</param>
    /// <returns>The augmentation.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="probability"/> is outside 0 to 1.</exception>
    public static ImageAugmentation Grayscale(double probability = 0.1) =>
        new Grayscale(Argument.Probability(probability, nameof(probability)));
}
