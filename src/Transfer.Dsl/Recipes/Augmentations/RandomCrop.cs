using Transfer.Common;
#if !TRANSFER_COMPILER
using Transfer.Data;
#endif

namespace Transfer;

/// <summary>
/// Moves each image by up to some pixels in both directions, black where it was not: torchvision's <c>RandomCrop(size,
/// padding)</c>,
/// customary on CIFAR. It works on the image as loaded, before it is resized.
/// </summary>
internal sealed partial class RandomCrop : ImageAugmentation
{
    internal RandomCrop(int padding)
    {
        Padding = Argument.Positive(padding, nameof(padding));
    }

    /// <summary>Gets the greatest shift in pixels.</summary>
    public int Padding { get; }

    internal override Definition DefinedBy => Augmentations.RandomCropDefinition;

    private protected override ArgumentList Describe() => new ArgumentList().Add("padding", Padding);

#if !TRANSFER_COMPILER
    /// <inheritdoc/>
    public override bool AppliesBeforeResizing => true;

    /// <inheritdoc/>
    public override RgbImage Apply(RgbImage image, Preprocessing preprocessing, Random random)
    {
        var down = random.Next(-Padding, Padding + 1);
        var right = random.Next(-Padding, Padding + 1);
        return Crops.Shifted(image, right, down);
    }
#endif
}

public static partial class Augmentations
{
    internal static readonly Definition<Augmentation> RandomCropDefinition = Definition<Augmentation>.Of<RandomCrop>(
        nameof(RandomCrop), Prefix, values => RandomCrop(values.Integer("padding")));

    /// <summary>Moves images by up to some pixels.</summary>
    /// <param name="padding">The greatest shift in pixels of the image as loaded; 1 or more.</param>
    /// <returns>The augmentation.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="padding"/> is below 1.</exception>
    public static ImageAugmentation RandomCrop(int padding) =>
        new RandomCrop(padding);
}
