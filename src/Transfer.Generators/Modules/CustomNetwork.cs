using Transfer.Architectures;
using Transfer.Common;
using Transfer.Graphs;
using Transfer.Operators;
using Transfer.Planning;
using Transfer.Recipes;
using Transfer.Rules;

namespace Transfer.Generators.Modules;

/// <summary>A custom module as a backbone, as far as its source shows what it is.</summary>
/// <param name="Name">The network's name.</param>
/// <param name="Head">The module path of its head.</param>
/// <param name="Root">The module.</param>
internal sealed record CustomNetwork(string Name, string Head, CustomLayer Root)
{
    // As many as a program has; the same network has the same architecture, by which what rules find in recipes is kept.
    private static readonly BoundedCache<CustomNetwork, Architecture> Known = new(capacity: 256);

    /// <summary>Gets a value indicating whether all is known that the run knows, so that all rules apply.</summary>
    public bool IsKnown => Root.HasAllShapes && Root.Find(Head) is { IsLinear: true };

    /// <summary>
    /// Gets the architecture. Where not all is known it has what is known: enough to look for names (<see cref="Findings"/>),
    /// and for nothing else. Null where the run has no network: no parameter, or no such head.
    /// </summary>
    public Architecture? Architecture
    {
        get
        {
            if (Known.TryGet(this, out var known))
            {
                return known;
            }

            var head = Root.Find(Head);
            if (Root.HasAllNames ? head is not { IsLinear: true } : head is { IsLinear: false, IsComplete: true })
            {
                return null;
            }

            return Known.Add(this, Describe());
        }
    }

    /// <summary>
    /// Returns what is certainly wrong in a recipe over a network that is known in part: names that can't be in the unknown
    /// part.
    /// </summary>
    public IReadOnlyList<Finding> Findings(IReadOnlyList<Step> steps)
    {
        var recipe = Simulation.Run(Architecture!, steps);
        return new UnknownLayer().Check(recipe)
            .Where(finding => recipe.Selections.Any(selection => !selection.IsKnown
                && selection.ArgumentPlace == finding.Place
                && IsCertain(selection.Pattern)))
            .ToArray();
    }

    // The names of a module are known where everything in it is; those below a module that is not known may be anything.
    private bool IsCertain(string selector)
    {
        var path = selector.Substring(0, selector.Length - (Transfer.Layers.KindOf(selector)?.Length ?? 0));
        if (path.IndexOfAny(['*', '?']) >= 0)
        {
            return Root.HasAllNames;
        }

        var layer = Root;
        foreach (var segment in path.Split('.'))
        {
            if (layer.Children.FirstOrDefault(child => child.Name == segment) is not { } child)
            {
                return layer.IsComplete;
            }

            layer = child.Layer;
        }

        return layer.HasAllNames;
    }

    private Architecture Describe()
    {
        var leaves = Root.Walk()
            .Where(found => found.Layer.Tensors.Count > 0 || (found.Name.Length > 0 && found.Layer.Children.Count == 0))
            .Select(found => (Path: found.Name, Module: ModuleOf(found.Layer)))
            .ToList();
        if (Root.Find(Head) is not { IsLinear: true })
        {
            leaves.RemoveAll(leaf => leaf.Path == Head);
            leaves.Add((Head, ModuleOf(Unshown)));
        }

        var weight = (Root.Find(Head) is { IsLinear: true } head ? head : Unshown).Tensors[0].Shape;
        return CustomArchitecture.Of(Name, leaves, Head, weight?[1] ?? 1, factory: this);
    }

    // A head that the source does not show is a Linear all the same.
    private static CustomLayer Unshown { get; } = CustomLayer.Unknown with
    {
        IsLinear = true,
        Tensors =
            new EquatableList<CustomLayerTensor>([new CustomLayerTensor("weight", null), new CustomLayerTensor("bias", null)]),
    };

    private static CustomModule ModuleOf(CustomLayer layer)
    {
        var tensors = layer.Tensors
            .Select(tensor => new CustomTensor(tensor.Name, tensor.Shape ?? Shape.Of(1), tensor.IsBuffer, tensor.IsInteger))
            .ToEquatableList();
        return new CustomModule(
            layer.Class,
            CustomModule.KindOf(layer.Class, tensors),
            tensors,
            layer.IsLinear ? Shape.Of(tensors[0].Shape[0]) : Shape.Unknown);
    }
}
