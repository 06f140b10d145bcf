using Transfer.Graphs;
using Transfer.Operators;

namespace Transfer.Architectures;

/// <summary>A backbone: how its graph is written, and what is published for it.</summary>
/// <param name="name">Its name in torchvision: <c>resnet18</c>.</param>
/// <param name="method">Its method on <c>Backbone</c>: <c>ResNet18</c>.</param>
/// <param name="build">Writes its graph, with 1000 classes, for an input of a given shape (channels, height, width).</param>
internal sealed class Architecture(string name, string method, Func<Shape, Graph> build)
{
    public string Name => name;

    public string Method => method;

    /// <summary>Gets its pretrained weights, the default entry first; none for a custom backbone.</summary>
    public IReadOnlyList<WeightsEntry> Weights { get; init; } = [];

    /// <summary>
    /// Parts of the names that tensors have in files older than the network's present names, each with what took its place.
    /// </summary>
    public IReadOnlyList<(string Old, string Current)> Renames { get; init; } = [];

    /// <summary>
    /// Gets the default weights entry. Where there is none, it has a name that no entry has, and the preprocessing that most of
    /// torchvision's entries share.
    /// </summary>
    public WeightsEntry DefaultWeights => Weights.Count > 0 ? Weights[0] : Unpublished;

    /// <summary>Gets or sets the arguments of <see cref="Method"/> as C#; none for what is built in.</summary>
    public string Arguments { get; init; } = string.Empty;

    /// <summary>Gets what a custom backbone is: a module, or a graph; null for a built-in one.</summary>
    public string? Custom { get; init; }

    /// <summary>Gets or sets what makes the network where it is a custom module.</summary>
    public object? Factory { get; init; }

    private static WeightsEntry Unpublished { get; } = new(string.Empty, string.Empty, top1: 0, license: string.Empty);

    /// <summary>Returns the graph for an input.</summary>
    /// <exception cref="ShapeException">The architecture can't take the input.</exception>
    public Graph Build(Shape input) => build(input);

    /// <summary>Returns the present name of a tensor of a weights file.</summary>
    public string CurrentName(string tensor) =>
        Renames.Aggregate(tensor, (name, rename) => name.Replace(rename.Old, rename.Current));
}
