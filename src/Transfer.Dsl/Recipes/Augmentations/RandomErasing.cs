using Transfer.Common;
#if !TRANSFER_COMPILER
using Transfer.Data;
#endif

namespace Transfer;

/// <summary>
/// Erases a random rectangle of a share of the images, as torchvision's <c>RandomErasing</c> (Zhong et al. 2017) with its
/// value 0:
/// it works on normalized values, so that the rectangle has the mean colour.
/// </summary>
internal sealed partial class RandomErasing : ImageAugmentation
{
    internal RandomErasing(double probability, double scaleFrom, double scaleTo, double ratioFrom, double ratioTo)
    {
        Probability = Argument.Probability(probability, nameof(probability));
        ScaleFrom = Augmentation.Share(scaleFrom, nameof(scaleFrom), least: 0);
        ScaleTo = Augmentation.Share(scaleTo, nameof(scaleTo), scaleFrom);
        RatioFrom = Argument.Positive(ratioFrom, nameof(ratioFrom));
        RatioTo = Augmentation.AtLeast(ratioTo, nameof(ratioTo), ratioFrom);
    }

    /// <summary>Gets the share of the images.</summary>
    public double Probability { get; }

    /// <summary>Gets the least share of the image's area.</summary>
    public double ScaleFrom { get; }

    /// <summary>Gets the greatest share of the image's area.</summary>
    public double ScaleTo { get; }

    /// <summary>Gets the least ratio of height to width.</summary>
    public double RatioFrom { get; }

    /// <summary>Gets the greatest ratio of height to width.</summary>
    public double RatioTo { get; }

    internal override Definition DefinedBy => Augmentations.RandomErasingDefinition;

    private protected override ArgumentList Describe() => new ArgumentList()
        .Add("probability", Probability, 0.5)
        .Add("scaleFrom", ScaleFrom, 0.02)
        .Add("scaleTo", ScaleTo, 0.33)
        .Add("ratioFrom", RatioFrom, 0.3)
        .Add("ratioTo", RatioTo, 3.3);

#if !TRANSFER_COMPILER
    private const int Attempts = 10;

    /// <inheritdoc/>
    public override void Apply(Span<float> values, int size, Random random)
    {
        if (random.NextDouble() >= Probability)
        {
            return;
        }

        // RandomErasing.get_params
        for (var i = 0; i < Attempts; i++)
        {
            var area = size * (double)size * random.Uniform(ScaleFrom, ScaleTo);
            var aspect = Math.Exp(random.Uniform(Math.Log(RatioFrom), Math.Log(RatioTo)));
            var height = (int)Math.Round(Math.Sqrt(area * aspect));
            var width = (int)Math.Round(Math.Sqrt(area / aspect));
            if (height < size && width < size)
            {
                var top = random.Next(size - height + 1);
                var left = random.Next(size - width + 1);
                Erase(values, size, left, top, width, height);
                return;
            }
        }
    }

    private static void Erase(Span<float> values, int size, int left, int top, int width, int height)
    {
        for (var plane = 0; plane < values.Length; plane += size * size)
        {
            for (var y = top; y < top + height; y++)
            {
                values.Slice(plane + (y * size) + left, width).Clear();
            }
        }
    }
#endif
}

public static partial class Augmentations
{
    internal static readonly Definition<Augmentation> RandomErasingDefinition = Definition<Augmentation>.Of<RandomErasing>(
        nameof(RandomErasing), Prefix, values =>
            RandomErasing(values.Number("probability"), values.Number("scaleFrom"), values.Number("scaleTo"),
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
        new RandomErasing(probability, scaleFrom, scaleTo, ratioFrom, ratioTo);
}
