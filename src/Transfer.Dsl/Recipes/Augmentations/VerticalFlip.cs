using Transfer.Common;
#if !TRANSFER_COMPILER
using Transfer.Data;
#endif

namespace Transfer;

/// <summary>Top and bottom change places in a share of the images, as torchvision's <c>RandomVerticalFlip</c>.</summary>
internal sealed partial class VerticalFlip : ImageAugmentation
{
    internal VerticalFlip(double probability)
    {
        Probability = Argument.Probability(probability, nameof(probability));
    }

    /// <summary>Gets the share of the images.</summary>
    public double Probability { get; }

    internal override Definition DefinedBy => Augmentations.VerticalFlipDefinition;

    private protected override ArgumentList Describe() => new ArgumentList()
        .Add("probability", Probability, 0.5);

#if !TRANSFER_COMPILER
    /// <inheritdoc/>
    public override RgbImage Apply(RgbImage image, Preprocessing preprocessing, Random random) =>
        random.NextDouble() < Probability ? Flips.Vertical(image) : image;
#endif
}

public static partial class Augmentations
{
    internal static readonly Definition<Augmentation> VerticalFlipDefinition = Definition<Augmentation>.Of<VerticalFlip>(
        nameof(VerticalFlip), Prefix, values => VerticalFlip(values.Number("probability")));

    /// <summary>Turns a share of the images upside down.</summary>
    /// <param name="probability">The share, from 0 to 1.</param>
    /// <returns>The augmentation.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="probability"/> is outside 0 to 1.</exception>
    public static ImageAugmentation VerticalFlip(double probability = 0.5) =>
        new VerticalFlip(probability);
}
