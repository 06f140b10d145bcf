using Microsoft.CodeAnalysis;
using Transfer.Common;
using Transfer.Operators;

namespace Transfer.Generators.Modules;

/// <summary>Specifies how a module gets its children.</summary>
internal enum LayerKind
{
    /// <summary>One of TorchSharp's, with tensors and no children.</summary>
    Leaf,

    /// <summary>They are what it was given, at any time.</summary>
    Sequential,

    /// <summary>They are what it holds when it is registered.</summary>
    List,

    /// <summary>They are fields, and what its constructor registers.</summary>
    Own,
}

/// <summary>A module while the constructors run that make it.</summary>
internal sealed class LayerState(string type, LayerKind kind)
{
    public string Class { get; } = type;

    public LayerKind Kind { get; } = kind;

    public bool IsLinear { get; init; }

    /// <summary>Gets or sets a value indicating whether nothing else is in it.</summary>
    public bool IsComplete { get; set; } = true;

    /// <summary>Gets or sets whether the components have been registered.</summary>
    public bool IsRegistered { get; set; }

    public List<CustomLayerTensor> Tensors { get; } = [];

    public List<(string Name, LayerState Layer)> Children { get; } = [];

    /// <summary>Gets the items of a list, which become children when it is registered.</summary>
    public List<LayerState> Items { get; } = [];

    /// <summary>Gets the fields, with what they hold.</summary>
    public Dictionary<ISymbol, object?> Fields { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Gets or sets the object's class, where it is the program's own.</summary>
    public INamedTypeSymbol? Type { get; init; }

    /// <summary>Returns a module of which nothing is known.</summary>
    public static LayerState Unknown() => new(string.Empty, LayerKind.Leaf) { IsComplete = false };

    /// <summary>Marks the module as changed by something unseen: from here on nothing inside it is known.</summary>
    public void Spoil()
    {
        if (!IsComplete && Tensors.Count == 0 && Children.Count == 0 && Items.Count == 0 && Fields.Count == 0)
        {
            return;
        }

        var inside = Children.Select(child => child.Layer).Concat(Items).Concat(Fields.Values.OfType<LayerState>()).ToArray();
        IsComplete = false;
        Tensors.Clear();
        Children.Clear();
        Items.Clear();
        Fields.Clear();
        foreach (var layer in inside)
        {
            layer.Spoil();
        }
    }

    /// <summary>Returns the module as data; null where a module stands in it twice, which no plan allows.</summary>
    public CustomLayer? ToData(HashSet<LayerState> seen)
    {
        if (!seen.Add(this))
        {
            return null;
        }

        var children = new List<CustomChild>();
        foreach (var (name, layer) in Children)
        {
            if (layer.ToData(seen) is not { } data)
            {
                return null;
            }

            children.Add(new CustomChild(name, data));
        }

        return new CustomLayer(
            Class,
            IsComplete,
            IsLinear && Tensors.Count > 0,
            Tensors.OrderBy(tensor => tensor.IsBuffer).ToEquatableList(),
            children.ToEquatableList());
    }
}

/// <summary>A tensor while constructors run.</summary>
/// <param name="Shape">Its shape; null where that is not known.</param>
/// <param name="IsParameter">Whether it is a parameter.</param>
internal sealed record TensorState(Shape? Shape, bool IsParameter);
