using Transfer.Common;
#if !TRANSFER_COMPILER
using Transfer.Data;
#endif

namespace Transfer;

/// <summary>
/// Each image, and its target, becomes a weighted mean with another of the batch (Zhang et al. 2017), as torchvision's
/// <c>v2.MixUp</c>. The weight is drawn from Beta(alpha, alpha), once a batch.
/// </summary>
internal sealed partial class MixUp : BatchAugmentation
{
    internal MixUp(double alpha)
    {
        Alpha = Argument.Positive(alpha, nameof(alpha));
    }

    /// <summary>Gets the value of both parameters of the Beta distribution.</summary>
    public double Alpha { get; }

    internal override Definition DefinedBy => Augmentations.MixUpDefinition;

    private protected override ArgumentList Describe() => new ArgumentList()
        .Add("alpha", Alpha, 1.0);

#if !TRANSFER_COMPILER
    /// <inheritdoc/>
    public override void Mix(Span<float> pixels, Span<float> targets, int count, int size, Random random)
    {
        var share = random.Beta(Alpha);
        Rolling.Average(pixels, count, share);
        Rolling.Average(targets, count, share);
    }
#endif
}

public static partial class Augmentations
{
    internal static readonly Definition<Augmentation> MixUpDefinition = Definition<Augmentation>.Of<MixUp>(
        nameof(MixUp), Prefix, values => MixUp(values.Number("alpha")));

    /// <summary>Mixes each image, and its target, with another of the batch.</summary>
    /// <param name="alpha">Both parameters of the Beta distribution that the weight is drawn from, above 0.</param>
    /// <returns>The augmentation.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="alpha"/> is not above 0.</exception>
    public static BatchAugmentation MixUp(double alpha = 1) =>
        new MixUp(alpha);
}
