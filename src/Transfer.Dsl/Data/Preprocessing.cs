using Transfer.Common;

namespace Transfer.Data;

/// <summary>Specifies how an image is resampled when it is resized.</summary>
public enum Interpolation
{
    /// <summary>Triangle filter.</summary>
    Bilinear,

    /// <summary>Cubic filter, a = -0.5 (Pillow's).</summary>
    Bicubic,
}

/// <summary>
/// Represents the preprocessing of an image, as in torchvision's <c>ImageClassification</c> preset: the short side is resized
/// to <paramref name="Resize"/> pixels with antialias, a centre square of <paramref name="Crop"/> pixels is cut, values are
/// scaled to [0, 1], and each channel becomes (x - mean) / std.
/// </summary>
/// <param name="Resize">Length of the short side after resizing, in pixels.</param>
/// <param name="Crop">Side of the centre crop, in pixels: the network's input is channels × Crop × Crop.</param>
/// <param name="Interpolation">The resampling filter.</param>
/// <param name="Mean">Mean of each channel (red, green, blue; or one for grey) on the scale [0, 1].</param>
/// <param name="Std">Standard deviation of each channel on the scale [0, 1].</param>
public sealed record Preprocessing(
    int Resize,
    int Crop,
    Interpolation Interpolation,
    EquatableList<double> Mean,
    EquatableList<double> Std)
{
    /// <summary>Gets the channel means of ImageNet that torchvision's weights entries use.</summary>
    public static EquatableList<double> ImageNetMean { get; } = EquatableList.Of(0.485, 0.456, 0.406);

    /// <summary>Gets the channel standard deviations of ImageNet that torchvision's weights entries use.</summary>
    public static EquatableList<double> ImageNetStd { get; } = EquatableList.Of(0.229, 0.224, 0.225);
}
