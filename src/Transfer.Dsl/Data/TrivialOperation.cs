namespace Transfer.Data;

/// <summary>
/// The operations of TrivialAugment's wide space and their 31 strengths (torchvision/transforms/autoaugment.py,
/// <c>TrivialAugmentWide._augmentation_space</c> and <c>_apply_op</c>), in torchvision's order.
/// </summary>
internal enum TrivialOperation
{
    Identity,
    ShearX,
    ShearY,
    TranslateX,
    TranslateY,
    Rotate,
    Brightness,
    Color,
    Contrast,
    Sharpness,
    Posterize,
    Solarize,
    AutoContrast,
    Equalize,
}

internal static class TrivialOperations
{
    public const int Count = (int)TrivialOperation.Equalize + 1;

    /// <summary>Number of strengths of an operation that has any.</summary>
    public const int Strengths = 31;

    /// <summary>Returns whether an operation has strengths, so that torchvision draws one.</summary>
    public static bool HasStrength(TrivialOperation operation) => operation
        is not (TrivialOperation.Identity or TrivialOperation.AutoContrast or TrivialOperation.Equalize);

    /// <summary>Returns whether an operation goes in two directions, so that torchvision draws one.</summary>
    public static bool IsSigned(TrivialOperation operation) =>
        operation is >= TrivialOperation.ShearX and <= TrivialOperation.Sharpness;

    public static RgbImage Apply(RgbImage image, TrivialOperation operation, int strength, int sign) => operation switch
    {
        TrivialOperation.ShearX => Affine.ShearX(image, Slope(sign * Linear(0f, 0.99f, strength))),
        TrivialOperation.ShearY => Affine.ShearY(image, Slope(sign * Linear(0f, 0.99f, strength))),
        TrivialOperation.TranslateX => Crops.Shifted(image, sign * Shift(strength), 0),
        TrivialOperation.TranslateY => Crops.Shifted(image, 0, sign * Shift(strength)),
        TrivialOperation.Rotate => Affine.Rotate(image, sign * Linear(0f, 135f, strength)),
        TrivialOperation.Brightness => Colours.Brightness(image, 1.0 + (sign * Linear(0f, 0.99f, strength))),
        TrivialOperation.Color => Colours.Saturation(image, 1.0 + (sign * Linear(0f, 0.99f, strength))),
        TrivialOperation.Contrast => Colours.Contrast(image, 1.0 + (sign * Linear(0f, 0.99f, strength))),
        TrivialOperation.Sharpness => Sharpening.Apply(image, 1.0 + (sign * Linear(0f, 0.99f, strength))),
        TrivialOperation.Posterize => Tones.Posterize(image, 8 - (int)MathF.Round(strength / ((Strengths - 1) / 6f))),
        TrivialOperation.Solarize => Tones.Solarize(image, Linear(255f, 0f, strength)),
        TrivialOperation.AutoContrast => Tones.AutoContrast(image),
        TrivialOperation.Equalize => Tones.Equalize(image),
        _ => image,
    };

    private static double Slope(double magnitude) => Math.Atan(magnitude) * (180 / Math.PI);

    // Up to 32 pixels, in whole ones.
    private static int Shift(int strength) => strength * 32 / (Strengths - 1);

    // torch.linspace in float32: from the nearer end, so that both ends are exact, each product and sum rounded once.
    private static double Linear(float start, float end, int index)
    {
        double step = (end - start) / (Strengths - 1);
        return (float)(index < Strengths / 2 ? start + (step * index) : end - (step * (Strengths - 1 - index)));
    }
}
