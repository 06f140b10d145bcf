using System.Collections.Frozen;
using Transfer.Weights.Storage;

namespace Transfer.Weights.Torch;

/// <summary>
/// The classes and functions that a state dict may name, a subset of those that torch.load(weights_only=True) allows
/// (torch/_weights_only_unpickler.py). Everything else is refused by name.
/// </summary>
internal static class TorchGlobals
{
    private static readonly FrozenDictionary<string, TorchFunctionKind> Functions = new Dictionary<string, TorchFunctionKind>
    {
        ["collections.OrderedDict"] = TorchFunctionKind.OrderedDict,
        ["torch._utils._rebuild_tensor"] = TorchFunctionKind.RebuildTensor,
        ["torch._utils._rebuild_tensor_v2"] = TorchFunctionKind.RebuildTensorV2,
        ["torch._utils._rebuild_tensor_v3"] = TorchFunctionKind.RebuildTensorV3,
        ["torch._utils._rebuild_parameter"] = TorchFunctionKind.RebuildParameter,
        ["torch._utils._rebuild_parameter_with_state"] = TorchFunctionKind.RebuildParameterWithState,
        ["torch._tensor._rebuild_from_type_v2"] = TorchFunctionKind.RebuildFromTypeV2,
        ["torch.nn.parameter.Parameter"] = TorchFunctionKind.Parameter,
        ["torch.Tensor"] = TorchFunctionKind.Tensor,
        ["torch._tensor.Tensor"] = TorchFunctionKind.Tensor,
        ["torch.Size"] = TorchFunctionKind.Size,
        ["torch.device"] = TorchFunctionKind.Device,
        ["_codecs.encode"] = TorchFunctionKind.Encode,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Known, so that a tensor of such a type is refused with its name and not as an unknown class.
    private static readonly FrozenSet<string> UnsupportedDTypes = new[]
    {
        "complex32", "complex64", "complex128", "cfloat", "cdouble", "uint16", "uint32", "uint64", "float8_e4m3fn", "float8_e5m2",
        "float8_e4m3fnuz", "float8_e5m2fnuz", "qint8", "quint8", "qint32",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> UnsupportedStorages = new[]
    {
        "ComplexFloatStorage", "ComplexDoubleStorage", "QInt8Storage", "QUInt8Storage", "QInt32Storage",
    }.ToFrozenSet(StringComparer.Ordinal);

    // Modules whose functions run commands or reach the interpreter: torch refuses most of them even for files that the
    // user trusts. They are named only for the message; being on no list is enough to be refused.
    private static readonly FrozenSet<string> RunningModules = new[]
    {
        "sys", "os", "posix", "nt", "subprocess", "builtins", "__builtin__", "runpy", "pty", "socket", "shutil",
        "importlib", "operator",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <exception cref="UnreadableWeightsException">The name is not on the list.</exception>
    public static object Resolve(string module, string name)
    {
        var fullName = $"{module}.{name}";
        if (Functions.TryGetValue(fullName, out var kind))
        {
            return new TorchFunction(kind, fullName);
        }

        if (fullName == "torch.storage.UntypedStorage")
        {
            return new TorchUntypedStorageType();
        }

        if (module == "torch")
        {
            if (WeightDTypes.TryParseTorchStorage(name, out var dtype) || UnsupportedStorages.Contains(name))
            {
                return new TorchStorageType(UnsupportedStorages.Contains(name) ? null : dtype, fullName);
            }

            if (WeightDTypes.TryParseTorch(name, out dtype) || UnsupportedDTypes.Contains(name))
            {
                return new TorchDType(UnsupportedDTypes.Contains(name) ? null : dtype, fullName);
            }
        }

        throw Refuse(module, fullName);
    }

    private static UnreadableWeightsException Refuse(string module, string fullName)
    {
        var root = module.Split('.')[0];
        if (RunningModules.Contains(root))
        {
            // A set in a pickled module is innocent and looks the same, hence "could".
            return new(
                $"a pickle that asks Python to call {Shown(fullName)}, which could run any program",
                "Nothing was run. Weights do not need this: do not load the file in Python unless you trust where it came from.");
        }

        if (root == "torch" && module.StartsWith("torch.nn.", StringComparison.Ordinal))
        {
            return new(
                $"a whole pickled module: class {Shown(fullName)}",
                "Only state dicts are read. In Python, load the module and save model.state_dict() with torch.save.");
        }

        return new(
            $"a pickle with an object of class {Shown(fullName)}: a whole model, or a checkpoint that holds more than tensors",
            "Only state dicts are read. In Python, load it if you trust it and save model.state_dict() alone with torch.save.");
    }

    private static string Shown(string name) => Printable.Excerpt(name);
}
