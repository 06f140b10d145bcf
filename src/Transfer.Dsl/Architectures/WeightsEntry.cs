using Transfer.Data;

namespace Transfer.Architectures;

/// <summary>A named set of pretrained weights with its preprocessing, as torchvision's <c>IMAGENET1K_V1</c>.</summary>
public sealed class WeightsEntry
{
    private const string ImageNetLicense =
        "BSD-3-Clause repo; weights trained on ImageNet-1K, may carry dataset terms "
        + "(torchvision README 'Pre-trained Model License')";

    /// <summary>Returns an entry with the normalization that all of torchvision's entries have.</summary>
    internal WeightsEntry(
        string name,
        string file,
        double top1,
        int resize = 256,
        int crop = 224,
        Interpolation interpolation = Interpolation.Bilinear,
        string license = ImageNetLicense)
        : this(name, file, top1, new(resize, crop, interpolation, Preprocessing.ImageNetMean, Preprocessing.ImageNetStd), license)
    {
    }

    internal WeightsEntry(string name, string file, double top1, Preprocessing preprocessing, string license)
    {
        Name = name;
        File = file;
        Top1 = top1;
        Preprocessing = preprocessing;
        License = license;
    }

    /// <summary>Gets the entry's name within its architecture.</summary>
    public string Name { get; }

    /// <summary>Gets the file's name; its last part before the extension starts the file's SHA-256.</summary>
    public string File { get; }

    /// <summary>Gets what images went through in training and evaluation.</summary>
    public Preprocessing Preprocessing { get; }

    /// <summary>Gets the published top-1 accuracy on ImageNet-1K's validation set, in percent.</summary>
    public double Top1 { get; }

    /// <summary>Gets what the weights may be used under.</summary>
    public string License { get; }

    /// <summary>Gets the address where the file is published.</summary>
    public string Url => "https://download.pytorch.org/models/" + File;

    /// <summary>Gets the first hexadecimal digits of the file's SHA-256 (torch.hub's convention for file names).</summary>
    public string Sha256Prefix => System.IO.Path.GetFileNameWithoutExtension(File).Split('-').Last();

    /// <summary>Gets a value indicating whether the weights are for non-commercial use.</summary>
    internal bool IsNonCommercial => License.Contains("non-commercial");
}
