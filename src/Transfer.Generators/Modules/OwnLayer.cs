using Transfer.Graphs;

namespace Transfer.Generators.Modules;

/// <summary>A module as its source shows it, as data.</summary>
/// <param name="Class">The name of its class; empty where that is not known.</param>
/// <param name="IsComplete">Whether nothing is in it but <paramref name="Tensors"/> and <paramref name="Children"/>.</param>
/// <param name="IsLinear">Whether it is TorchSharp's fully connected layer.</param>
/// <param name="Tensors">Its own tensors, parameters first, in their order.</param>
/// <param name="Children">The modules inside it, in the order of their registration.</param>
internal sealed record OwnLayer(
    string Class, bool IsComplete, bool IsLinear, EquatableList<OwnTensor> Tensors, EquatableList<OwnChild> Children)
{
    /// <summary>A module of which nothing is known.</summary>
    public static OwnLayer Unknown { get; } =
        new(string.Empty, false, false, EquatableList<OwnTensor>.Empty, EquatableList<OwnChild>.Empty);

    /// <summary>Whether the names of all that is inside it are known.</summary>
    public bool HasAllNames => IsComplete && Children.All(child => child.Layer.HasAllNames);

    /// <summary>Whether the names and shapes of all that is inside it are known.</summary>
    public bool HasAllShapes =>
        IsComplete && Tensors.All(tensor => tensor.Shape is not null) && Children.All(child => child.Layer.HasAllShapes);

    /// <summary>
    /// Every module that is known, with its path, each before what is inside it; this one, with an empty path, is the first.
    /// </summary>
    public IEnumerable<OwnChild> Walk(string path = "") =>
        Children.SelectMany(child => child.Layer.Walk(ModulePath.Join(path, child.Name))).Prepend(new OwnChild(path, this));

    /// <summary>The module at a path; null where none is known.</summary>
    public OwnLayer? Find(string path) => Walk().FirstOrDefault(found => found.Name == path)?.Layer;
}

/// <summary>A module inside another one.</summary>
/// <param name="Name">The name that it is registered under, or its path.</param>
/// <param name="Layer">What it is.</param>
internal sealed record OwnChild(string Name, OwnLayer Layer);

/// <summary>A tensor of a module.</summary>
/// <param name="Name">Its name within its module.</param>
/// <param name="Shape">Its shape; null where that is not known.</param>
/// <param name="IsBuffer">Whether it is a buffer, not a parameter.</param>
/// <param name="IsInteger">Whether it holds int64 rather than float32.</param>
internal sealed record OwnTensor(string Name, Shape? Shape, bool IsBuffer = false, bool IsInteger = false);
