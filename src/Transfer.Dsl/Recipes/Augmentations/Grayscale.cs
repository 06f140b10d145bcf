using Transfer.Common;
#if !TRANSFER_COMPILER
using Transfer.Data;
#endif

namespace Transfer;

/// <summary>A share of the images becomes grey, in three equal channels, as torchvision's <c>RandomGrayscale</c>.</summary>
internal sealed partial class Grayscale : ImageAugmentation
{
    internal Grayscale(double probability)
    {
        Probability = Argument.Probability(probability, nameof(probability));
    }

    /// <summary>Gets the share of the images.</summary>
    public double Probability { get; }

    internal override Definition DefinedBy => Augmentations.GrayscaleDefinition;

    private protected override ArgumentList Describe() => new ArgumentList()
        .Add("probability", Probability, 0.1);

#if !TRANSFER_COMPILER
    /// <inheritdoc/>
    public override RgbImage Apply(RgbImage image, Preprocessing preprocessing, Random random) =>
        random.NextDouble() < Probability ? Luma.Grey(image) : image;
#endif
}

public static partial class Augmentations
{
    internal static readonly Definition<Augmentation> GrayscaleDefinition = Definition<Augmentation>.Of<Grayscale>(
        nameof(Grayscale), Prefix, values => Grayscale(values.Number("probability")));

    /// <summary>Makes a share of the images grey.</summary>
    /// <param name="probability">The share, from 0 to 1.</param>
    /// <returns>The augmentation.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="probability"/> is outside 0 to 1.</exception>
    public static ImageAugmentation Grayscale(double probability = 0.1) =>
        new Grayscale(probability);
}
