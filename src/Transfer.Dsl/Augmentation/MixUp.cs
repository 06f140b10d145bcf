using Transfer.Steps;
#if !TRANSFER_COMPILER
using Transfer.Data;
#endif

namespace Transfer;

/// <summary>
/// Each image, and its target, becomes a weighted mean with another of the batch (Zhang et al. 2017), as torchvision's
/// <c>v2.MixUp</c>. The weight is drawn from Beta(alpha, alpha), once a batch.
/// </summary>
/// <param name="Alpha">Both parameters of the Beta distribution.</param>
public sealed partial record MixUp(double Alpha) : BatchAugmentation
{
    internal override Fields Fields => new Fields(nameof(Augmentations.MixUp))
        .Add("alpha", Alpha, 1.0);

#if !TRANSFER_COMPILER
    internal override void Mix(Span<float> pixels, Span<float> targets, int count, int size, Random random)
    {
        double share = random.Beta(Alpha);
        Rolling.Average(pixels, count, share);
        Rolling.Average(targets, count, share);
    }
#endif
}

public static partial class Augmentations
{
    internal static readonly Kind<Augmentation> MixUpKind =
        Kind<Augmentation>.Of(nameof(MixUp), values => MixUp(values.Number("alpha")));

    /// <summary>Mixes each image, and its target, with another of the batch.</summary>
    /// <param name="alpha">Both parameters of the Beta distribution that the weight is drawn from, above 0.</param>
    /// <returns>The augmentation.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="alpha"/> is not above 0.</exception>
    public static BatchAugmentation MixUp(double alpha = 1) =>
        new MixUp(Argument.Positive(alpha, nameof(alpha)));
}
