using Transfer.Common;
#if !TRANSFER_COMPILER
using Transfer.Data;
#endif

namespace Transfer;

/// <summary>
/// One random change of random strength to each image (Müller and Hutter 2021), as torchvision's <c>TrivialAugmentWide</c>: 14
/// operations, 31 strengths.
/// </summary>
internal sealed partial class TrivialAugment : ImageAugmentation
{
    internal TrivialAugment()
    {
    }

    internal override Definition DefinedBy => Augmentations.TrivialAugmentDefinition;

#if !TRANSFER_COMPILER
    /// <inheritdoc/>
    public override RgbImage Apply(RgbImage image, Preprocessing preprocessing, Random random)
    {
        var operation = (TrivialOperation)random.Next(TrivialOperations.Count);
        var strength = TrivialOperations.HasStrength(operation) ? random.Next(TrivialOperations.Strengths) : 0;
        var sign = TrivialOperations.IsSigned(operation) && random.Next(2) == 1 ? -1 : 1;
        return TrivialOperations.Apply(image, operation, strength, sign);
    }
#endif
}

public static partial class Augmentations
{
    internal static readonly Definition<Augmentation> TrivialAugmentDefinition = Definition<Augmentation>.Of<TrivialAugment>(
        nameof(TrivialAugment), Prefix, _ => TrivialAugment());

    /// <summary>Makes one random change of random strength to each image.</summary>
    /// <returns>The augmentation.</returns>
    public static ImageAugmentation TrivialAugment() => new TrivialAugment();
}
