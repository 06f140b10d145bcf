using Transfer.Steps;
#if !TRANSFER_COMPILER
using Transfer.Data;
#endif

namespace Transfer;

/// <summary>
/// Erases a random rectangle of a share of the images, as torchvision's <c>RandomErasing</c> (Zhong et al. 2017) with its
/// value 0:
/// it works on normalized values, so that the rectangle has the mean colour.
/// </summary>
/// <param name="Probability">The share of the images.</param>
/// <param name="ScaleFrom">The least share of the image's area.</param>
/// <param name="ScaleTo">The greatest share of the image's area.</param>
/// <param name="RatioFrom">The least ratio of height to width.</param>
/// <param name="RatioTo">The greatest ratio of height to width.</param>
public sealed partial record RandomErasing(
    double Probability, double ScaleFrom, double ScaleTo, double RatioFrom, double RatioTo) : ImageAugmentation
{
    internal override Fields Fields => new Fields(nameof(Augmentations.RandomErasing))
        .Add("probability", Probability, 0.5)
        .Add("scaleFrom", ScaleFrom, 0.02)
        .Add("scaleTo", ScaleTo, 0.33)
        .Add("ratioFrom", RatioFrom, 0.3)
        .Add("ratioTo", RatioTo, 3.3);

#if !TRANSFER_COMPILER
    private const int Attempts = 10;

    internal override void Apply(Span<float> values, int size, Random random)
    {
        if (random.NextDouble() >= Probability)
        {
            return;
        }

        // RandomErasing.get_params
        for (int i = 0; i < Attempts; i++)
        {
            double area = size * (double)size * random.Uniform(ScaleFrom, ScaleTo);
            double aspect = Math.Exp(random.Uniform(Math.Log(RatioFrom), Math.Log(RatioTo)));
            int height = (int)Math.Round(Math.Sqrt(area * aspect));
            int width = (int)Math.Round(Math.Sqrt(area / aspect));
            if (height < size && width < size)
            {
                int top = random.Next(size - height + 1);
                int left = random.Next(size - width + 1);
                Erase(values, size, left, top, width, height);
                return;
            }
        }
    }

    private static void Erase(Span<float> values, int size, int left, int top, int width, int height)
    {
        for (int plane = 0; plane < values.Length; plane += size * size)
        {
            for (int y = top; y < top + height; y++)
            {
                values.Slice(plane + (y * size) + left, width).Clear();
            }
        }
    }
#endif
}

public static partial class Augmentations
{
    internal static readonly Kind<Augmentation> RandomErasingKind =
        Kind<Augmentation>.Of(nameof(RandomErasing), values => RandomErasing(values.Number("probability"), values.Number("scaleFrom"), values.Number("scaleTo"),
            values.Number("ratioFrom"), values.Number("ratioTo")));

    /// <summary>Erases a random rectangle of a share of the images.</summary>
    /// <param name="probability">The share of the images, from 0 to 1.</param>
    /// <param name="scaleFrom">The least share of the image's area, from 0 to 1.</param>
    /// <param name="scaleTo">The greatest share of the image's area, up to 1.</param>
    /// <param name="ratioFrom">The least ratio of height to width, above 0.</param>
    /// <param name="ratioTo">The greatest ratio of height to width.</param>
    /// <returns>The augmentation.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static ImageAugmentation RandomErasing(
        double probability = 0.5, double scaleFrom = 0.02, double scaleTo = 0.33, double ratioFrom = 0.3, double ratioTo = 3.3) =>
        new RandomErasing(
            Argument.Probability(probability, nameof(probability)),
            Augmentation.Share(scaleFrom, nameof(scaleFrom), least: 0),
            Augmentation.Share(scaleTo, nameof(scaleTo), scaleFrom),
            Argument.Positive(ratioFrom, nameof(ratioFrom)),
            Augmentation.AtLeast(ratioTo, nameof(ratioTo), ratioFrom));
}
