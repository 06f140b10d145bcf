using Transfer.Steps;
#if !TRANSFER_COMPILER
using Transfer.Data;
using Transfer.Planning;
#endif

namespace Transfer;

/// <summary>
/// Cuts a random part of each image and resizes it to the network's input size, as torchvision's <c>RandomResizedCrop</c>
/// (Szegedy et al. 2014), with the filter of the plan's preprocessing. Nothing is resized after it.
/// </summary>
/// <param name="ScaleFrom">The least share of the image's area.</param>
/// <param name="ScaleTo">The greatest share of the image's area.</param>
/// <param name="RatioFrom">The least ratio of width to height.</param>
/// <param name="RatioTo">The greatest ratio of width to height.</param>
public sealed partial record RandomResizedCrop(
    double ScaleFrom, double ScaleTo, double RatioFrom, double RatioTo) : ImageAugmentation
{
    internal override Fields Fields => new Fields(nameof(Augmentations.RandomResizedCrop))
        .Add("scaleFrom", ScaleFrom, 0.08)
        .Add("scaleTo", ScaleTo, 1.0)
        .Add("ratioFrom", RatioFrom, 3.0 / 4)
        .Add("ratioTo", RatioTo, 4.0 / 3);

#if !TRANSFER_COMPILER
    private const int Attempts = 10;

    internal override bool Cuts => true;

    internal override bool Fits => true;

    internal override RgbImage Apply(RgbImage image, Preprocessing preprocessing, Random random)
    {
        (int left, int top, int width, int height) = Choose(image.Width, image.Height, random);
        return Crops.Resized(image, left, top, width, height, preprocessing.Crop, preprocessing.Interpolation);
    }

    // RandomResizedCrop.get_params
    internal (int Left, int Top, int Width, int Height) Choose(int imageWidth, int imageHeight, Random random)
    {
        double area = (double)imageWidth * imageHeight;
        for (int i = 0; i < Attempts; i++)
        {
            double target = area * random.Uniform(ScaleFrom, ScaleTo);
            double aspect = Math.Exp(random.Uniform(Math.Log(RatioFrom), Math.Log(RatioTo)));
            int width = (int)Math.Round(Math.Sqrt(target * aspect));
            int height = (int)Math.Round(Math.Sqrt(target / aspect));
            if (width > 0 && width <= imageWidth && height > 0 && height <= imageHeight)
            {
                int top = random.Next(imageHeight - height + 1);
                int left = random.Next(imageWidth - width + 1);
                return (left, top, width, height);
            }
        }

        // The middle of the image, as much as the ratios allow.
        double ratio = (double)imageWidth / imageHeight;
        int middleWidth = ratio > RatioTo ? Math.Max(1, (int)Math.Round(imageHeight * RatioTo)) : imageWidth;
        int middleHeight = ratio < RatioFrom ? Math.Max(1, (int)Math.Round(imageWidth / RatioFrom)) : imageHeight;
        return ((imageWidth - middleWidth) / 2, (imageHeight - middleHeight) / 2, middleWidth, middleHeight);
    }
#endif
}

public static partial class Augmentations
{
    internal static readonly Kind<Augmentation> RandomResizedCropKind =
        Kind<Augmentation>.Of(nameof(RandomResizedCrop), values => RandomResizedCrop(values.Number("scaleFrom"), values.Number("scaleTo"), values.Number("ratioFrom"), values.Number("ratioTo")));

    /// <summary>Cuts a random part of each image and resizes it to the network's input size.</summary>
    /// <param name="scaleFrom">The least share of the image's area, from 0 to 1.</param>
    /// <param name="scaleTo">The greatest share of the image's area, up to 1.</param>
    /// <param name="ratioFrom">The least ratio of width to height, above 0.</param>
    /// <param name="ratioTo">The greatest ratio of width to height.</param>
    /// <returns>The augmentation.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static ImageAugmentation RandomResizedCrop(
        double scaleFrom = 0.08, double scaleTo = 1, double ratioFrom = 3.0 / 4, double ratioTo = 4.0 / 3) =>
        new RandomResizedCrop(
            Augmentation.Share(scaleFrom, nameof(scaleFrom), least: 0),
            Augmentation.Share(scaleTo, nameof(scaleTo), scaleFrom),
            Argument.Positive(ratioFrom, nameof(ratioFrom)),
            Augmentation.AtLeast(ratioTo, nameof(ratioTo), ratioFrom));
}
