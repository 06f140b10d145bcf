using Transfer.Common;
#if !TRANSFER_COMPILER
using Transfer.Data;
#endif

namespace Transfer;

/// <summary>
/// Turns each image about its centre by a random angle, black where it was not, as torchvision's <c>RandomRotation</c> (nearest
/// pixel).
/// </summary>
internal sealed partial class Rotation : ImageAugmentation
{
    internal Rotation(double degrees)
    {
        Degrees = Argument.NotNegative(degrees, nameof(degrees));
    }

    /// <summary>Gets the greatest angle, in either direction.</summary>
    public double Degrees { get; }

    internal override Definition DefinedBy => Augmentations.RotationDefinition;

    private protected override ArgumentList Describe() => new ArgumentList().Add("degrees", Degrees);

#if !TRANSFER_COMPILER
    /// <inheritdoc/>
    public override RgbImage Apply(RgbImage image, Preprocessing preprocessing, Random random) =>
        Affine.Rotate(image, random.Uniform(-Degrees, Degrees));
#endif
}

public static partial class Augmentations
{
    internal static readonly Definition<Augmentation> RotationDefinition = Definition<Augmentation>.Of<Rotation>(
        nameof(Rotation), Prefix, values => Rotation(values.Number("degrees")));

    /// <summary>Turns images by a random angle.</summary>
    /// <param name="degrees">The greatest angle, in either direction; 0 or more.</param>
    /// <returns>The augmentation.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="degrees"/> is below 0.</exception>
    public static ImageAugmentation Rotation(double degrees) =>
        new Rotation(degrees);
}
