using Transfer.Steps;
#if !TRANSFER_COMPILER
using Transfer.Data;
using Transfer.Planning;
#endif

namespace Transfer;

/// <summary>
/// One random change of random strength to each image (Müller and Hutter 2021), as torchvision's <c>TrivialAugmentWide</c>: 14
/// operations, 31 strengths.
/// </summary>
public sealed partial record TrivialAugment : ImageAugmentation
{
    internal override Fields Fields => new Fields(nameof(Augmentations.TrivialAugment));

#if !TRANSFER_COMPILER
    internal override RgbImage Apply(RgbImage image, Preprocessing preprocessing, Random random)
    {
        var operation = (TrivialOperation)random.Next(TrivialOperations.Count);
        int strength = TrivialOperations.HasStrength(operation) ? random.Next(TrivialOperations.Strengths) : 0;
        int sign = TrivialOperations.IsSigned(operation) && random.Next(2) == 1 ? -1 : 1;
        return TrivialOperations.Apply(image, operation, strength, sign);
    }
#endif
}

public static partial class Augmentations
{
    internal static readonly Kind<Augmentation> TrivialAugmentKind =
        Kind<Augmentation>.Of(nameof(TrivialAugment), _ => TrivialAugment());

    /// <summary>Makes one random change of random strength to each image.</summary>
    /// <returns>The augmentation.</returns>
    public static ImageAugmentation TrivialAugment() =>
        new TrivialAugment();
}
