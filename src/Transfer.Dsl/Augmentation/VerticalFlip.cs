using Transfer.Steps;
#if !TRANSFER_COMPILER
using Transfer.Data;
using Transfer.Planning;
#endif

namespace Transfer;

/// <summary>Top and bottom change places in a share of the images, as torchvision's <c>RandomVerticalFlip</c>.</summary>
/// <param name="Probability">The share of the images.</param>
public sealed partial record VerticalFlip(double Probability) : ImageAugmentation
{
    internal override Fields Fields => new Fields(nameof(Augmentations.VerticalFlip))
        .Add("probability", Probability, 0.5);

#if !TRANSFER_COMPILER
    internal override RgbImage Apply(RgbImage image, Preprocessing preprocessing, Random random) =>
        random.NextDouble() < Probability ? Flips.Vertical(image) : image;
#endif
}

public static partial class Augmentations
{
    internal static readonly Kind<Augmentation> VerticalFlipKind =
        Kind<Augmentation>.Of(nameof(VerticalFlip), values => VerticalFlip(values.Number("probability")));

    /// <summary>Turns a share of the images upside down.</summary>
    /// <param name="probability">The share, from 0 to 1.</param>
    /// <returns>The augmentation.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="probability"/> is outside 0 to 1.</exception>
    public static ImageAugmentation VerticalFlip(double probability = 0.5) =>
        new VerticalFlip(Argument.Probability(probability, nameof(probability)));
}
