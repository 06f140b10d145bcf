using Transfer.Steps;
#if !TRANSFER_COMPILER
using Transfer.Data;
using Transfer.Planning;
#endif

namespace Transfer;

/// <summary>
/// Moves each image by up to some pixels in both directions, black where it was not: torchvision's <c>RandomCrop(size,
/// padding)</c>,
/// customary on CIFAR. It works on the image as loaded, before it is resized.
/// </summary>
/// <param name="Padding">The greatest shift in pixels.</param>
public sealed partial record RandomCrop(int Padding) : ImageAugmentation
{
    internal override Fields Fields => new Fields(nameof(Augmentations.RandomCrop)).Add("padding", Padding);

#if !TRANSFER_COMPILER
    internal override bool Cuts => true;

    internal override RgbImage Apply(RgbImage image, Preprocessing preprocessing, Random random)
    {
        int down = random.Next(-Padding, Padding + 1);
        int right = random.Next(-Padding, Padding + 1);
        return Crops.Shifted(image, right, down);
    }
#endif
}

public static partial class Augmentations
{
    internal static readonly Kind<Augmentation> RandomCropKind =
        Kind<Augmentation>.Of(nameof(RandomCrop), values => RandomCrop(values.Integer("padding")));

    /// <summary>Moves images by up to some pixels.</summary>
    /// <param name="padding">The greatest shift in pixels of the image as loaded; 1 or more.</param>
    /// <returns>The augmentation.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="padding"/> is below 1.</exception>
    public static ImageAugmentation RandomCrop(int padding) =>
        new RandomCrop(Argument.Positive(padding, nameof(padding)));
}
