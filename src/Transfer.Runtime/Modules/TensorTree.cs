using TorchSharp.Modules;
using Transfer.Graphs;
using static TorchSharp.torch;

namespace Transfer.Modules;

/// <summary>Registers tensors under their module paths, making the modules on the way.</summary>
internal static class TensorTree
{
    public static void RegisterParameter(nn.Module root, GraphTensor tensor, Generator random)
    {
        var (scope, name) = Locate(root, tensor.Name);
        scope.register_parameter(name, new Parameter(New(tensor, random), requires_grad: false));
    }

    public static void RegisterBuffer(nn.Module root, GraphTensor tensor, Generator random)
    {
        var (scope, name) = Locate(root, tensor.Name);
        scope.register_buffer(name, New(tensor, random));
    }

    // A module belongs to its user, not to the dispose scope that it happens to be made in.
    private static Tensor New(GraphTensor tensor, Generator random)
    {
        var shape = tensor.Shape.Dimensions.Select(length => (long)length).ToArray();
        var value = tensor.Spec.IsInteger
            ? zeros(shape, ScalarType.Int64)
            : TensorFill.New(shape, tensor.Spec.Initialization, random);
        return value.DetachFromDisposeScope();
    }

    private static (nn.Module Scope, string Name) Locate(nn.Module root, string path)
    {
        var segments = path.Split('.');
        return (segments[..^1].Aggregate(root, Child), segments[^1]);
    }

    private static nn.Module Child(nn.Module parent, string segment)
    {
        var child = parent.named_children().FirstOrDefault(pair => pair.name == segment).module;
        if (child is null)
        {
            child = new Scope(segment);
            parent.register_module(segment, child);
        }

        return child;
    }

    /// <summary>A module that only gives its path a name.</summary>
    private sealed class Scope(string name) : nn.Module(name);
}
