using Microsoft.CodeAnalysis;
using Transfer.Operators;

namespace Transfer.Generators.Modules;

/// <summary>
/// The layers that TorchSharp has, by the methods that make them (<c>torch.nn.Conv2d(…)</c>): what tensors they own, and of what
/// shapes.
/// </summary>
internal static class TorchLayers
{
    private const string TorchSharp = nameof(TorchSharp);

    /// <summary>Returns whether a symbol is TorchSharp's.</summary>
    public static bool Declares(ISymbol? symbol) => symbol?.ContainingAssembly?.Name == TorchSharp;

    /// <summary>Returns whether a type is a module.</summary>
    public static bool IsModule(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (IsBase(type))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns whether a type is <c>torch.nn.Module</c> or one of its generic forms.</summary>
    public static bool IsBase(ITypeSymbol type) =>
        type is { Name: "Module", ContainingType: { Name: "nn", ContainingType.Name: "torch" } } && Declares(type);

    /// <summary>Returns whether a type is TorchSharp's tensor, or parameter.</summary>
    public static bool IsTensor(ITypeSymbol? type) => type is { Name: "Tensor" or "Parameter" } && Declares(type);

    /// <summary>Returns whether a method only fills tensors: <c>nn.init.ones_(…)</c>.</summary>
    public static bool IsFill(IMethodSymbol method) => method.ContainingType is { Name: "init" } && Declares(method);

    /// <summary>Returns whether a method is one of <c>torch.nn</c>'s that make layers.</summary>
    public static bool IsFactory(IMethodSymbol method) =>
        method is { IsStatic: true, ContainingType: { Name: "nn", ContainingType.Name: "torch" } } && Declares(method);

    /// <summary>Returns the layer that a factory makes.</summary>
    /// <param name="method">The factory.</param>
    /// <param name="argument">
    /// The argument of a parameter: a number, a bool, an array for a tuple, or null; <see cref="Unseen.Value"/> where it is not
    /// known or there is no such parameter.
    /// </param>
    public static LayerState Make(IMethodSymbol method, Func<string, object?> argument)
    {
        var type = method.ReturnType;
        if (type.AllInterfaces.Any(one => one.Name == "IParameterLessModule"))
        {
            return new LayerState(type.Name, LayerKind.Leaf);
        }

        var layer = new LayerState(type.Name, LayerKind.Leaf) { IsLinear = type.Name == "Linear" };
        var isFloat = argument("dtype") is null;
        long? Number(string name) => isFloat && ToLong(argument(name)) is { } number ? number : null;

        void Add(string name, bool isBuffer, bool isInteger, params long?[] lengths) =>
            layer.Tensors.Add(new CustomLayerTensor(name, ShapeOf(lengths), isBuffer, isInteger));

        void AddWhere(string flag, string name, params long?[] lengths)
        {
            if (argument(flag) is not bool has)
            {
                layer.IsComplete = false;
            }
            else if (has)
            {
                Add(name, false, false, lengths);
            }
        }

        switch (method.Name)
        {
            case "Linear" when method.Parameters[0].Name != "weight":
                Add("weight", false, false, Number("outputSize"), Number("inputSize"));
                AddWhere("hasBias", "bias", Number("outputSize"));
                break;
            case "Conv1d" or "Conv2d" or "Conv3d" or "ConvTranspose1d" or "ConvTranspose2d" or "ConvTranspose3d":
                var (from, to, groups) = (Number("in_channels"), Number("out_channels"), Number("groups"));
                var kernel = KernelOf(argument("kernel_size"), method.Name[method.Name.Length - 2] - '0');
                var isTransposed = method.Name.StartsWith("ConvTranspose", StringComparison.Ordinal);
                var (rows, columns) = isTransposed ? (from, to) : (to, from);
                Add("weight", false, false, [rows, groups > 0 ? columns / groups : null, .. kernel]);
                AddWhere("bias", "bias", to);
                break;
            case "BatchNorm1d" or "BatchNorm2d" or "BatchNorm3d" or "InstanceNorm1d" or "InstanceNorm2d" or "InstanceNorm3d":
                var features = Number("num_features");
                AddWhere("affine", "weight", features);
                AddWhere("affine", "bias", features);
                if (argument("track_running_stats") is not bool tracks)
                {
                    layer.IsComplete = false;
                }
                else if (tracks)
                {
                    Add("running_mean", true, false, features);
                    Add("running_var", true, false, features);
                    Add("num_batches_tracked", true, true);
                }

                break;
            case "GroupNorm":
                AddWhere("affine", "weight", Number("num_channels"));
                AddWhere("affine", "bias", Number("num_channels"));
                break;
            case "LayerNorm":
                var lengths = argument("normalized_shape") is object?[] several
                    ? several.Select(length => isFloat ? ToLong(length) : null).ToArray()
                    : [Number("normalized_shape")];
                AddWhere("elementwise_affine", "weight", lengths);
                if (argument("elementwise_affine") is true)
                {
                    AddWhere("bias", "bias", lengths);
                }

                break;
            case "Embedding":
                Add("weight", false, false, Number("num_embeddings"), Number("embedding_dims"));
                break;
            case "PReLU":
                Add("weight", false, false, Number("num_parameters"));
                break;
            default:
                return LayerState.Unknown();
        }

        return layer;
    }

    /// <summary>Returns a tensor that <c>torch.zeros(…)</c> and its like make; null for other methods.</summary>
    public static TensorState? Tensor(IMethodSymbol method, IReadOnlyList<object?> lengths)
    {
        if (method is not { IsStatic: true, ContainingType.Name: "torch" } || !Declares(method))
        {
            return null;
        }

        return method.Name is "zeros" or "ones" or "empty" or "rand" or "randn"
            ? new TensorState(ShapeOf(lengths.Select(ToLong).ToArray()), IsParameter: false)
            : null;
    }

    /// <summary>Returns a number as TorchSharp's methods take it; null for what is none.</summary>
    public static long? ToLong(object? value) => value switch
    {
        int number => number,
        long number => number,
        _ => null,
    };

    private static long?[] KernelOf(object? value, int dimensions) => value switch
    {
        object?[] lengths when lengths.Length == dimensions => [.. lengths.Select(ToLong)],
        _ => [.. Enumerable.Repeat(ToLong(value), dimensions)],
    };

    private static Shape? ShapeOf(long?[] lengths) =>
        lengths.All(length => length is >= 0 and <= int.MaxValue)
            ? Shape.Of([.. lengths.Select(length => (int)length!.Value)])
            : null;
}

/// <summary>Represents a value that the source does not show.</summary>
internal sealed class Unseen
{
    private Unseen()
    {
    }

    /// <summary>Gets the one instance.</summary>
    public static Unseen Value { get; } = new();
}
