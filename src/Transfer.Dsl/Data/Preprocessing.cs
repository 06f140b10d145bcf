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
/// What is done to an image before a network sees it, as torchvision's <c>ImageClassification</c> preset does it: the short
/// side is resized with antialias, a centre square is cut, values are scaled to [0, 1], and each channel becomes (x - mean) /
/// std.
/// </summary>
public sealed class Preprocessing : Value
{
    /// <summary>Initializes the preprocessing.</summary>
    /// <param name="resize">The length of the short side after resizing, in pixels: 1 or more.</param>
    /// <param name="crop">
    /// The side of the centre crop, in pixels, 1 or more: the network's input is channels × crop × crop.
    /// </param>
    /// <param name="interpolation">The resampling filter.</param>
    /// <param name="mean">The mean of each channel (red, green, blue; one for grey) on the scale [0, 1].</param>
    /// <param name="std">The standard deviation of each channel on the scale [0, 1].</param>
    /// <exception cref="ArgumentException">
    /// A size is below 1, the interpolation is not defined, mean and std have not one finite value a channel, or a std is not
    /// above 0.
    /// </exception>
    public Preprocessing(
        int resize, int crop, Interpolation interpolation, IReadOnlyList<double> mean, IReadOnlyList<double> std)
    {
        Resize = Argument.Positive(resize, nameof(resize));
        Crop = Argument.Positive(crop, nameof(crop));
        Interpolation = Argument.Member(interpolation, nameof(interpolation));
        Mean = Channels(mean, nameof(mean), value => true, "finite");
        Std = Channels(std, nameof(std), value => value > 0, "finite and above 0");
        if (Mean.Count != Std.Count)
        {
            throw new ArgumentException($"mean is {Mean} and std is {Std}: both have one value a channel.", nameof(std));
        }
    }

    /// <summary>Gets the length of the short side after resizing, in pixels.</summary>
    public int Resize { get; }

    /// <summary>Gets the side of the centre crop, in pixels: the network's input is channels × crop × crop.</summary>
    public int Crop { get; }

    /// <summary>Gets the resampling filter.</summary>
    public Interpolation Interpolation { get; }

    /// <summary>Gets the mean of each channel (red, green, blue; one for grey) on the scale [0, 1].</summary>
    public EquatableList<double> Mean { get; }

    /// <summary>Gets the standard deviation of each channel on the scale [0, 1].</summary>
    public EquatableList<double> Std { get; }

    /// <summary>Gets the channel means of ImageNet that torchvision's weights entries use.</summary>
    public static EquatableList<double> ImageNetMean { get; } = EquatableList.Of(0.485, 0.456, 0.406);

    /// <summary>Gets the channel standard deviations of ImageNet that torchvision's weights entries use.</summary>
    public static EquatableList<double> ImageNetStd { get; } = EquatableList.Of(0.229, 0.224, 0.225);

    private protected override ArgumentList Describe() => new ArgumentList()
        .AddUnwritten("resize", Resize)
        .AddUnwritten("crop", Crop)
        .AddUnwritten("interpolation", Interpolation)
        .AddUnwritten("mean", Mean)
        .AddUnwritten("std", Std);

    private static EquatableList<double> Channels(
        IReadOnlyList<double> values, string name, Func<double, bool> isAllowed, string expected)
    {
        var list = Argument.NotNull(values, name).ToEquatableList();
        return list.Count > 0 && list.All(value => !double.IsNaN(value) && !double.IsInfinity(value) && isAllowed(value))
            ? list
            : throw new ArgumentException($"{name} has a value for each channel, each {expected}; got {list}.", name);
    }
}
