using Transfer.Steps;
#if !TRANSFER_COMPILER
using Transfer.Data;
using Transfer.Planning;
#endif

namespace Transfer;

/// <summary>
/// Turns each image about its centre by a random angle, black where it was not, as torchvision's <c>RandomRotation</c> (nearest
/// pixel).
/// </summary>
/// <param name="Degrees">The greatest angle, in either direction.</param>
public sealed partial record Rotation(double Degrees) : ImageAugmentation
{
    internal override Fields Fields => new Fields(nameof(Augmentations.Rotation)).Add("degrees", Degrees);

#if !TRANSFER_COMPILER
    internal override RgbImage Apply(RgbImage image, Preprocessing preprocessing, Random random) =>
        Affine.Rotate(image, random.Uniform(-Degrees, Degrees));
#endif
}

public static partial class Augmentations
{
    internal static readonly Kind<Augmentation> RotationKind =
        Kind<Augmentation>.Of(nameof(Rotation), values => Rotation(values.Number("degrees")));

    /// <summary>Turns images by a random angle.</summary>
    /// <param name="degrees">The greatest angle, in either direction; 0 or more.</param>
    /// <returns>The augmentation.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="degrees"/> is below 0.</exception>
    public static ImageAugmentation Rotation(double degrees) =>
        new Rotation(Argument.NotNegative(degrees, nameof(degrees)));
}
