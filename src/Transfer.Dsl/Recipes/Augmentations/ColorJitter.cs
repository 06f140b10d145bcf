using Transfer.Common;
#if !TRANSFER_COMPILER
using Transfer.Data;
#endif

namespace Transfer;

/// <summary>
/// Changes brightness, contrast, saturation and hue by random amounts in a random order, as torchvision's <c>ColorJitter</c>.
/// </summary>
internal sealed partial class ColorJitter : ImageAugmentation
{
    internal ColorJitter(double brightness, double contrast, double saturation, double hue)
    {
        Brightness = Argument.NotNegative(brightness, nameof(brightness));
        Contrast = Argument.NotNegative(contrast, nameof(contrast));
        Saturation = Argument.NotNegative(saturation, nameof(saturation));
        Hue = hue >= 0 && hue <= 0.5
                ? hue
                : throw new ArgumentOutOfRangeException(
                    nameof(hue), $"hue must be from 0 to 0.5, half the circle, got {Literal.Number(hue)}.");
    }

    /// <summary>Gets the range of the brightness factor, which is drawn from 1 - this (at least 0) to 1 + this.</summary>
    public double Brightness { get; }

    /// <summary>Gets the range of the contrast factor, as for the brightness.</summary>
    public double Contrast { get; }

    /// <summary>Gets the range of the saturation factor, as for the brightness.</summary>
    public double Saturation { get; }

    /// <summary>Gets the greatest shift of the hue, in turns of the colour circle; it is drawn from minus this to this.</summary>
    public double Hue { get; }

    internal override Definition DefinedBy => Augmentations.ColorJitterDefinition;

    private protected override ArgumentList Describe() => new ArgumentList()
        .Add("brightness", Brightness, 0.0)
        .Add("contrast", Contrast, 0.0)
        .Add("saturation", Saturation, 0.0)
        .Add("hue", Hue, 0.0);

#if !TRANSFER_COMPILER
    /// <inheritdoc/>
    public override RgbImage Apply(RgbImage image, Preprocessing preprocessing, Random random)
    {
        Span<int> order = [0, 1, 2, 3];
        random.ShuffleFromFront(order);
        var brightness = Factor(Brightness, random);
        var contrast = Factor(Contrast, random);
        var saturation = Factor(Saturation, random);
        var hue = random.Uniform(-Hue, Hue);
        foreach (var which in order)
        {
            image = which switch
            {
                0 => Brightness > 0 ? Colours.Brightness(image, brightness) : image,
                1 => Contrast > 0 ? Colours.Contrast(image, contrast) : image,
                2 => Saturation > 0 ? Colours.Saturation(image, saturation) : image,
                _ => Hue > 0 ? Data.Hue.Shift(image, hue) : image,
            };
        }

        return image;
    }

    private static double Factor(double range, Random random) => random.Uniform(Math.Max(0, 1 - range), 1 + range);
#endif
}

public static partial class Augmentations
{
    internal static readonly Definition<Augmentation> ColorJitterDefinition = Definition<Augmentation>.Of<ColorJitter>(
        nameof(ColorJitter),
        Prefix,
        values =>
            ColorJitter(
                values.Number("brightness"), values.Number("contrast"), values.Number("saturation"), values.Number("hue")));

    /// <summary>Changes brightness, contrast, saturation and hue by random amounts.</summary>
    /// <param name="brightness">How far the factor of the brightness goes from 1, 0 or more.</param>
    /// <param name="contrast">How far the factor of the contrast goes from 1, 0 or more.</param>
    /// <param name="saturation">How far the factor of the saturation goes from 1, 0 or more.</param>
    /// <param name="hue">How far the hue is turned, from 0 to 0.5 of the circle.</param>
    /// <returns>The augmentation.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static ImageAugmentation ColorJitter(
        double brightness = 0, double contrast = 0, double saturation = 0, double hue = 0) =>
        new ColorJitter(brightness, contrast, saturation, hue);
}
