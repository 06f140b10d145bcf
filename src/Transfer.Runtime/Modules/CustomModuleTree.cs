using Transfer.Common;
using Transfer.Graphs;
using Transfer.Operators;
using static TorchSharp.torch;
using Linear = TorchSharp.Modules.Linear;

namespace Transfer.Modules;

/// <summary>
/// A custom module as a tree: each module before the modules inside it, in the order of their registration.
/// </summary>
/// <param name="Modules">Every module with its path; the network itself, with an empty path, is the first.</param>
/// <param name="Leaves">What the graph knows of them: those that own tensors, and those without children.</param>
internal sealed record CustomModuleTree(
    IReadOnlyList<(string Path, nn.Module Module)> Modules, IReadOnlyList<(string Path, CustomModule Module)> Leaves)
{
    /// <summary>Reads a module.</summary>
    /// <exception cref="BackboneModuleException">
    /// It has no parameter, registers something twice, or has tensors of a type that model files do not keep.
    /// </exception>
    public static CustomModuleTree Read(string name, nn.Module root)
    {
        var modules = new List<(string Path, nn.Module Module)>();
        Walk(name, string.Empty, root, modules, new Dictionary<nn.Module, string>(ReferenceEqualityComparer.Instance));
        var owners = new Dictionary<IntPtr, string>();
        var leaves = modules
            .Select(found => (found.Path, found.Module, Tensors: Tensors(name, found.Path, found.Module, owners)))
            .Where(found => found.Tensors.Count > 0 || (found.Path.Length > 0 && !found.Module.named_children().Any()))
            .Select(found => (found.Path, Module: Describe(found.Module, found.Tensors)))
            .ToArray();
        return leaves.Any(leaf => leaf.Module.Parameters.Count > 0)
            ? new CustomModuleTree(modules, leaves)
            : throw new BackboneModuleException(
                $"\"{name}\" has no parameters. A module of TorchSharp calls RegisterComponents() at the end of its "
                + "constructor.");
    }

    /// <summary>Returns the fully connected layer at a path.</summary>
    /// <exception cref="BackboneModuleException">There is no module, or it is something else.</exception>
    public Linear Head(string name, string path)
    {
        var linear = Modules.Where(found => found.Module is Linear).Select(found => found.Path).ToArray();
        var found = Modules.FirstOrDefault(found => found.Path == path).Module;
        if (found is null)
        {
            var nearest = NearestNames.Of(path, Modules.Select(module => module.Path).Where(known => known.Length > 0));
            throw new BackboneModuleException(
                $"\"{name}\" has no module {Quoted.Of(path)} to be its head. "
                + (nearest.Count > 0 ? $"The nearest are {Quoted.All(nearest)}." : Possible(linear)));
        }

        return found as Linear ?? throw new BackboneModuleException(
            $"The head {Quoted.Of(path)} of \"{name}\" is a {TypeOf(found)}; a head is a Linear. {Possible(linear)}");
    }

    private static string Possible(string[] linear) => linear.Length > 0
        ? $"Its Linear modules are {Quoted.All(linear)}."
        : "It has no Linear module: give it one, whose weight tells how many features there are.";

    private static void Walk(
        string name,
        string path,
        nn.Module module,
        List<(string Path, nn.Module Module)> found,
        Dictionary<nn.Module, string> paths)
    {
        if (!paths.TryAdd(module, path))
        {
            throw new BackboneModuleException(
                $"\"{name}\" has the same {TypeOf(module)} as {Quoted.Of(paths[module])} and as {Quoted.Of(path)}. Register a "
                + "module once: RegisterComponents() does it for every field, so that a field needs no register_module, and one "
                + "field is enough.");
        }

        found.Add((path, module));
        foreach (var (segment, child) in module.named_children())
        {
            Walk(name, ModulePath.Join(path, segment), child, found, paths);
        }
    }

    private static EquatableList<CustomTensor> Tensors(
        string name, string path, nn.Module module, Dictionary<IntPtr, string> owners)
    {
        var parameters = module.named_parameters(recurse: false)
            .Select(pair => (pair.name, Tensor: (Tensor)pair.parameter, IsBuffer: false));
        var buffers = module.named_buffers(recurse: false).Select(pair => (pair.name, Tensor: pair.buffer, IsBuffer: true));
        return parameters.Concat(buffers).Select(tensor =>
        {
            var full = ModulePath.Join(path, tensor.name);
            if (!owners.TryAdd(tensor.Tensor.Handle, full))
            {
                throw new BackboneModuleException(
                    $"\"{name}\" has the same tensor as {Quoted.Of(owners[tensor.Tensor.Handle])} and as {Quoted.Of(full)}: "
                    + "shared "
                    + "tensors have no place in a plan. Keep it in one module, which the other calls.");
            }

            var isInteger = tensor.Tensor.dtype == ScalarType.Int64 && tensor.IsBuffer;
            return isInteger || tensor.Tensor.dtype == ScalarType.Float32
                ? new CustomTensor(tensor.name, ShapeOf(tensor.Tensor), tensor.IsBuffer, isInteger)
                : throw new BackboneModuleException(
                    $"{full} of \"{name}\" is {tensor.Tensor.dtype}; parameters are Float32, and buffers Float32 or Int64. "
                    + "A tensor "
                    + "that is no state belongs in no registered field.");
        }).ToEquatableList();
    }

    private static CustomModule Describe(nn.Module module, EquatableList<CustomTensor> tensors) => new(
        TypeOf(module),
        tensors,
        module is Linear ? Shape.Of(tensors[0].Shape[0]) : Shape.Of());

    // Without the number of type arguments: ModuleList`1.
    private static string TypeOf(nn.Module module) => module.GetType().Name.Split('`')[0];

    private static Shape ShapeOf(Tensor tensor) => Shape.Of([.. tensor.shape.Select(length => (int)length)]);
}
