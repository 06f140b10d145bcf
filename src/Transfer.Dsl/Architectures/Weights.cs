using Transfer.Graphs;
using Transfer.Planning;

namespace Transfer.Architectures;

/// <summary>Shorthand for the tables of weights entries.</summary>
internal static class Weights
{
    private const string ImageNetLicense =
        "BSD-3-Clause repo; weights trained on ImageNet-1K, may carry dataset terms (torchvision README 'Pre-trained Model License')";

    public static WeightsEntry Entry(
        string name,
        string file,
        double top1,
        int resize = 256,
        int crop = 224,
        Interpolation interpolation = Interpolation.Bilinear,
        string license = ImageNetLicense) =>
        new(name, file, new Preprocessing(resize, crop, interpolation, Preprocessing.ImageNetMean, Preprocessing.ImageNetStd), top1, license);

    public static EquatableList<WeightsEntry> Of(params WeightsEntry[] entries) => new(entries);
}
