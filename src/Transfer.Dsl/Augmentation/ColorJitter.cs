using Transfer.Steps;
#if !TRANSFER_COMPILER
using Transfer.Data;
using Transfer.Planning;
#endif

namespace Transfer;

/// <summary>
/// Changes brightness, contrast, saturation and hue by random amounts in a random order, as torchvision's <c>ColorJitter</c>.
/// </summary>
/// <param name="Brightness">The factor is drawn from 1 - this (but at least 0) to 1 + this.</param>
/// <param name="Contrast">Likewise.</param>
/// <param name="Saturation">Likewise.</param>
/// <param name="Hue">The shift is drawn from minus this to this, in turns of the colour circle.</param>
public sealed partial record ColorJitter(double Brightness, double Contrast, double Saturation, double Hue) : ImageAugmentation
{
    internal override Fields Fields => new Fields(nameof(Augmentations.ColorJitter))
        .Add("brightness", Brightness, 0.0)
        .Add("contrast", Contrast, 0.0)
        .Add("saturation", Saturation, 0.0)
        .Add("hue", Hue, 0.0);

#if !TRANSFER_COMPILER
    internal override RgbImage Apply(RgbImage image, Preprocessing preprocessing, Random random)
    {
        Span<int> order = [0, 1, 2, 3];
        random.ShuffleFromFront(order);
        double brightness = Factor(Brightness, random);
        double contrast = Factor(Contrast, random);
        double saturation = Factor(Saturation, random);
        double hue = random.Uniform(-Hue, Hue);
        foreach (int which in order)
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
    internal static readonly Kind<Augmentation> ColorJitterKind =
        Kind<Augmentation>.Of(nameof(ColorJitter), values => ColorJitter(values.Number("brightness"), values.Number("contrast"), values.Number("saturation"), values.Number("hue")));

    /// <summary>Changes brightness, contrast, saturation and hue by random amounts.</summary>
    /// <param name="brightness">How far the factor of the brightness goes from 1, 0 or more.</param>
    /// <param name="contrast">How far the factor of the contrast goes from 1, 0 or more.</param>
    /// <param name="saturation">How far the factor of the saturation goes from 1, 0 or more.</param>
    /// <param name="hue">How far the hue is turned, from 0 to 0.5 of the circle.</param>
    /// <returns>The augmentation.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static ImageAugmentation ColorJitter(
        double brightness = 0, double contrast = 0, double saturation = 0, double hue = 0) =>
        new ColorJitter(
            Argument.NotNegative(brightness, nameof(brightness)),
            Argument.NotNegative(contrast, nameof(contrast)),
            Argument.NotNegative(saturation, nameof(saturation)),
            hue >= 0 && hue <= 0.5
                ? hue
                : throw new ArgumentOutOfRangeException(nameof(hue), $"hue is 0 to 0.5, half the circle, got {Code.Number(hue)}."));
}
