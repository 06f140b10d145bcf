using Transfer.Common;
#if !TRANSFER_COMPILER
using Transfer.Data;
#endif

namespace Transfer;

/// <summary>Left and right change places in a share of the images, as torchvision's <c>RandomHorizontalFlip</c>.</summary>
internal sealed partial class HorizontalFlip : ImageAugmentation
{
    internal HorizontalFlip(double probability)
    {
        Probability = Argument.Probability(probability, nameof(probability));
    }

    /// <summary>Gets the share of the images.</summary>
    public double Probability { get; }

    internal override Definition DefinedBy => Augmentations.HorizontalFlipDefinition;

    private protected override ArgumentList Describe() => new ArgumentList()
        .Add("probability", Probability, 0.5);

#if !TRANSFER_COMPILER
    /// <inheritdoc/>
    public override RgbImage Apply(RgbImage image, Preprocessing preprocessing, Random random) =>
        random.NextDouble() < Probability ? Flips.Horizontal(image) : image;
#endif
}

public static partial class Augmentations
{
    internal static readonly Definition<Augmentation> HorizontalFlipDefinition = Definition<Augmentation>.Of<HorizontalFlip>(
        nameof(HorizontalFlip), Prefix, values => HorizontalFlip(values.Number("probability")));

    /// <summary>Mirrors a share of the images.</summary>
    /// <param name="probability">The share, from 0 to 1.</param>
    /// <returns>The augmentation.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="probability"/> is outside 0 to 1.</exception>
    public static ImageAugmentation HorizontalFlip(double probability = 0.5) =>
        new HorizontalFlip(probability);
}
