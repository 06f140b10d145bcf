using Transfer.Steps;
#if !TRANSFER_COMPILER
using Transfer.Data;
using Transfer.Planning;
#endif

namespace Transfer;

/// <summary>Left and right change places in a share of the images, as torchvision's <c>RandomHorizontalFlip</c>.</summary>
/// <param name="Probability">The share of the images.</param>
public sealed partial record HorizontalFlip(double Probability) : ImageAugmentation
{
    internal override Fields Fields => new Fields(nameof(Augmentations.HorizontalFlip))
        .Add("probability", Probability, 0.5);

#if !TRANSFER_COMPILER
    internal override RgbImage Apply(RgbImage image, Preprocessing preprocessing, Random random) =>
        random.NextDouble() < Probability ? Flips.Horizontal(image) : image;
#endif
}

public static partial class Augmentations
{
    internal static readonly Kind<Augmentation> HorizontalFlipKind =
        Kind<Augmentation>.Of(nameof(HorizontalFlip), values => HorizontalFlip(values.Number("probability")));

    /// <summary>Mirrors a share of the images.</summary>
    /// <param name="probability">The share, from 0 to 1.</param>
    /// <returns>The augmentation.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="probability"/> is outside 0 to 1.</exception>
    public static ImageAugmentation HorizontalFlip(double probability = 0.5) =>
        new HorizontalFlip(Argument.Probability(probability, nameof(probability)));
}
