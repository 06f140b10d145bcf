using Transfer.Common;
#if !TRANSFER_COMPILER
using Transfer.Data;
#endif

namespace Transfer;

/// <summary>
/// A rectangle of another image of the batch is put over each image, and its target gets the other's by the rectangle's area
/// (Yun et al. 2019), as torchvision's <c>v2.CutMix</c>. The area is drawn from Beta(alpha, alpha), once a batch.
/// </summary>
internal sealed partial class CutMix : BatchAugmentation
{
    internal CutMix(double alpha)
    {
        Alpha = Argument.Positive(alpha, nameof(alpha));
    }

    /// <summary>Gets the value of both parameters of the Beta distribution.</summary>
    public double Alpha { get; }

    internal override Definition DefinedBy => Augmentations.CutMixDefinition;

    private protected override ArgumentList Describe() => new ArgumentList()
        .Add("alpha", Alpha, 1.0);

#if !TRANSFER_COMPILER
    /// <inheritdoc/>
    public override void Mix(Span<float> pixels, Span<float> targets, int count, int size, Random random)
    {
        var half = 0.5 * Math.Sqrt(1 - random.Beta(Alpha));
        (var left, var right) = Side(random.Next(size), (int)(half * size), size);
        (var top, var bottom) = Side(random.Next(size), (int)(half * size), size);
        Rolling.Over(pixels, count, (row, before) =>
        {
            for (var plane = 0; plane < row.Length; plane += size * size)
            {
                for (var y = top; y < bottom; y++)
                {
                    var at = plane + (y * size) + left;
                    before.Slice(at, right - left).CopyTo(row[at..]);
                }
            }
        });

        // The area really put over, after the cut at the image's edges.
        Rolling.Average(targets, count, 1 - ((double)(right - left) * (bottom - top) / ((double)size * size)));
    }

    private static (int From, int To) Side(int centre, int half, int size) =>
        (Math.Max(centre - half, 0), Math.Min(centre + half, size));
#endif
}

public static partial class Augmentations
{
    internal static readonly Definition<Augmentation> CutMixDefinition = Definition<Augmentation>.Of<CutMix>(
        nameof(CutMix), Prefix, values => CutMix(values.Number("alpha")));

    /// <summary>Puts a rectangle of another image of the batch over each image, and mixes targets by its area.</summary>
    /// <param name="alpha">Both parameters of the Beta distribution that the weight is drawn from, above 0.</param>
    /// <returns>The augmentation.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="alpha"/> is not above 0.</exception>
    public static BatchAugmentation CutMix(double alpha = 1) =>
        new CutMix(alpha);
}
