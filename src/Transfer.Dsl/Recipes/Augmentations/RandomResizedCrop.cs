using Transfer.Common;
#if !TRANSFER_COMPILER
using Transfer.Data;
#endif

namespace Transfer;

/// <summary>
/// Cuts a random part of each image and resizes it to the network's input size, as torchvision's <c>RandomResizedCrop</c>
/// (Szegedy et al. 2014), with the filter of the plan's preprocessing. Nothing is resized after it.
/// </summary>
internal sealed partial class RandomResizedCrop : ImageAugmentation
{
    internal RandomResizedCrop(double scaleFrom, double scaleTo, double ratioFrom, double ratioTo)
    {
        ScaleFrom = Augmentation.Share(scaleFrom, nameof(scaleFrom), least: 0);
        ScaleTo = Augmentation.Share(scaleTo, nameof(scaleTo), scaleFrom);
        RatioFrom = Argument.Positive(ratioFrom, nameof(ratioFrom));
        RatioTo = Augmentation.AtLeast(ratioTo, nameof(ratioTo), ratioFrom);
    }

    /// <summary>Gets the least share of the image's area.</summary>
    public double ScaleFrom { get; }

    /// <summary>Gets the greatest share of the image's area.</summary>
    public double ScaleTo { get; }

    /// <summary>Gets the least ratio of width to height.</summary>
    public double RatioFrom { get; }

    /// <summary>Gets the greatest ratio of width to height.</summary>
    public double RatioTo { get; }

    internal override Definition DefinedBy => Augmentations.RandomResizedCropDefinition;

    private protected override ArgumentList Describe() => new ArgumentList()
        .Add("scaleFrom", ScaleFrom, 0.08)
        .Add("scaleTo", ScaleTo, 1.0)
        .Add("ratioFrom", RatioFrom, 3.0 / 4)
        .Add("ratioTo", RatioTo, 4.0 / 3);

#if !TRANSFER_COMPILER
    private const int Attempts = 10;

    /// <inheritdoc/>
    public override bool AppliesBeforeResizing => true;

    /// <inheritdoc/>
    public override bool ReturnsInputSize => true;

    /// <inheritdoc/>
    public override RgbImage Apply(RgbImage image, Preprocessing preprocessing, Random random)
    {
        (var left, var top, var width, var height) = Choose(image.Width, image.Height, random);
        return Crops.Resized(image, left, top, width, height, preprocessing.Crop, preprocessing.Interpolation);
    }

    // RandomResizedCrop.get_params
    internal (int Left, int Top, int Width, int Height) Choose(int imageWidth, int imageHeight, Random random)
    {
        var area = (double)imageWidth * imageHeight;
        for (var i = 0; i < Attempts; i++)
        {
            var target = area * random.Uniform(ScaleFrom, ScaleTo);
            var aspect = Math.Exp(random.Uniform(Math.Log(RatioFrom), Math.Log(RatioTo)));
            var width = (int)Math.Round(Math.Sqrt(target * aspect));
            var height = (int)Math.Round(Math.Sqrt(target / aspect));
            if (width > 0 && width <= imageWidth && height > 0 && height <= imageHeight)
            {
                var top = random.Next(imageHeight - height + 1);
                var left = random.Next(imageWidth - width + 1);
                return (left, top, width, height);
            }
        }

        // The middle of the image, as much as the ratios allow.
        var ratio = (double)imageWidth / imageHeight;
        var middleWidth = ratio > RatioTo ? Math.Max(1, (int)Math.Round(imageHeight * RatioTo)) : imageWidth;
        var middleHeight = ratio < RatioFrom ? Math.Max(1, (int)Math.Round(imageWidth / RatioFrom)) : imageHeight;
        return ((imageWidth - middleWidth) / 2, (imageHeight - middleHeight) / 2, middleWidth, middleHeight);
    }
#endif
}

public static partial class Augmentations
{
    internal static readonly Definition<Augmentation> RandomResizedCropDefinition =
        Definition<Augmentation>.Of<RandomResizedCrop>(
        nameof(RandomResizedCrop),
        Prefix,
        values =>
            RandomResizedCrop(
                values.Number("scaleFrom"), values.Number("scaleTo"), values.Number("ratioFrom"), values.Number("ratioTo")));

    /// <summary>Cuts a random part of each image and resizes it to the network's input size.</summary>
    /// <param name="scaleFrom">The least share of the image's area, from 0 to 1.</param>
    /// <param name="scaleTo">The greatest share of the image's area, up to 1.</param>
    /// <param name="ratioFrom">The least ratio of width to height, above 0.</param>
    /// <param name="ratioTo">The greatest ratio of width to height.</param>
    /// <returns>The augmentation.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static ImageAugmentation RandomResizedCrop(
        double scaleFrom = 0.08, double scaleTo = 1, double ratioFrom = 3.0 / 4, double ratioTo = 4.0 / 3) =>
        new RandomResizedCrop(scaleFrom, scaleTo, ratioFrom, ratioTo);
}
