using Transfer.Common;
using Transfer.Graphs;
using Transfer.Operators;

namespace Transfer.Generators.Modules;

/// <summary>A module as its source shows it, as data.</summary>
/// <param name="Class">The name of its class; empty where that is not known.</param>
/// <param name="IsComplete">Whether nothing is in it but <paramref name="Tensors"/> and <paramref name="Children"/>.</param>
/// <param name="IsLinear">Whether it is TorchSharp's fully connected layer.</param>
/// <param name="Tensors">Its own tensors, parameters first, in their order.</param>
/// <param name="Children">The modules inside it, in the order of their registration.</param>
internal sealed record CustomLayer(
    string Class, bool IsComplete, bool IsLinear, EquatableList<CustomLayerTensor> Tensors, EquatableList<CustomChild> Children)
{
    /// <summary>Gets a module of which nothing is known.</summary>
    public static CustomLayer Unknown { get; } =
        new(string.Empty, false, false, EquatableList<CustomLayerTensor>.Empty, EquatableList<CustomChild>.Empty);

    /// <summary>Gets a value indicating whether the names of all that is inside it are known.</summary>
    public bool HasAllNames => IsComplete && Children.All(child => child.Layer.HasAllNames);

    /// <summary>Gets a value indicating whether the names and shapes of all that is inside it are known.</summary>
    public bool HasAllShapes =>
        IsComplete && Tensors.All(tensor => tensor.Shape is not null) && Children.All(child => child.Layer.HasAllShapes);

    /// <summary>
    /// Returns every known module with its path, each before the modules inside it; this one, with an empty path, is the first.
    /// </summary>
    public IEnumerable<CustomChild> Walk(string path = "") =>
        Children.SelectMany(child => child.Layer.Walk(ModulePath.Join(path, child.Name))).Prepend(new CustomChild(path, this));

    /// <summary>Returns the module at a path; null where none is known.</summary>
    public CustomLayer? Find(string path) => Walk().FirstOrDefault(found => found.Name == path)?.Layer;
}

/// <summary>A module inside another one.</summary>
/// <param name="Name">The name that it is registered under, or its path.</param>
/// <param name="Layer">What it is.</param>
internal sealed record CustomChild(string Name, CustomLayer Layer);

/// <summary>A tensor of a module.</summary>
/// <param name="Name">Its name within its module.</param>
/// <param name="Shape">Its shape; null where that is not known.</param>
/// <param name="IsBuffer">Whether it is a buffer, not a parameter.</param>
/// <param name="IsInteger">Whether it holds int64 rather than float32.</param>
internal sealed record CustomLayerTensor(string Name, Shape? Shape, bool IsBuffer = false, bool IsInteger = false);
