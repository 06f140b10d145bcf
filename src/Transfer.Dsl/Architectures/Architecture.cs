using Transfer.Common;
using Transfer.Data;
using Transfer.Graphs;
using Transfer.Operators;

namespace Transfer.Architectures;

/// <summary>A named set of pretrained weights with its preprocessing, as torchvision's <c>IMAGENET1K_V1</c>.</summary>
/// <param name="Name">The entry's name within its architecture.</param>
/// <param name="File">The file's name; its last part before the extension starts the file's SHA-256.</param>
/// <param name="Preprocessing">What images went through in training and evaluation.</param>
/// <param name="Top1">Published top-1 accuracy on ImageNet-1K's validation set, in percent.</param>
/// <param name="License">What the weights may be used under.</param>
public sealed record WeightsEntry(string Name, string File, Preprocessing Preprocessing, double Top1, string License)
{
    /// <summary>Where the file is published.</summary>
    public string Url => "https://download.pytorch.org/models/" + File;

    /// <summary>The first hexadecimal digits of the file's SHA-256 (torch.hub's convention for file names).</summary>
    public string Sha256Prefix => System.IO.Path.GetFileNameWithoutExtension(File).Split('-').Last();
}

/// <summary>A backbone that is built in.</summary>
/// <param name="Name">Its name in torchvision: <c>resnet18</c>.</param>
/// <param name="Method">Its method on <c>Backbone</c>: <c>ResNet18</c>.</param>
/// <param name="Build">Writes its graph, with 1000 classes, for an input of a given shape (channels, height, width).</param>
/// <param name="Weights">Its pretrained weights, the default entry first; none for a module of the user's own.</param>
public sealed record Architecture(string Name, string Method, Func<Shape, Graph> Build, EquatableList<WeightsEntry> Weights)
{
    /// <summary>
    /// The default weights entry. Where there is none, it has a name that no entry has, and the preprocessing that most of
    /// torchvision's entries share.
    /// </summary>
    public WeightsEntry DefaultWeights => Weights.Count > 0 ? Weights[0] : Unpublished;

    /// <summary>The arguments of <see cref="Method"/> as C#; none for what is built in.</summary>
    internal string Arguments { get; init; } = string.Empty;

    /// <summary>What makes the network where it is a module of the user's own.</summary>
    internal object? Factory { get; init; }

    private static WeightsEntry Unpublished { get; } = new(
        string.Empty,
        string.Empty,
        new Preprocessing(256, 224, Interpolation.Bilinear, Preprocessing.ImageNetMean, Preprocessing.ImageNetStd),
        0,
        string.Empty);
}
