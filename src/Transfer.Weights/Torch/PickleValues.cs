using Transfer.Weights.Storage;

namespace Transfer.Weights.Torch;

// What the pickle machine makes of Python's values. None is null; integers are long or BigInteger, floats double, booleans
// bool, text string, byte strings byte[].

internal sealed record PickleTuple(object?[] Items);

internal sealed record PickleList(List<object?> Items);

/// <summary>A set: no opcode that is read adds to one.</summary>
internal sealed record PickleSet;

/// <summary>A dict or an OrderedDict, in insertion order.</summary>
internal sealed record PickleDict(bool IsOrderedDict, List<KeyValuePair<object?, object?>> Items)
{
    public static PickleDict Empty(bool isOrderedDict) => new(isOrderedDict, []);
}

/// <summary>A class or function of the list in <see cref="TorchGlobals"/>, by which one is meant; never the thing
/// itself.</summary>
internal sealed record TorchFunction(TorchFunctionKind Kind, string FullName);

/// <summary>A type of typed storage. <see cref="DType"/> is null where the element type is not supported.</summary>
internal sealed record TorchStorageType(WeightDType? DType, string Name);

/// <summary>The type of a storage that is bytes only (torch.storage.UntypedStorage).</summary>
internal sealed record TorchUntypedStorageType;

/// <summary>A dtype such as torch.float32. <see cref="DType"/> is null where it is not supported.</summary>
internal sealed record TorchDType(WeightDType? DType, string Name);

/// <summary>A value that is irrelevant to the weights, such as a device.</summary>
internal sealed record TorchIgnored;

/// <summary>
/// A storage, or a view of one: <see cref="Length"/> elements from <see cref="Offset"/> of the storage with this key.
/// <see cref="DType"/> is null for bytes only, which count as elements of one byte.
/// </summary>
internal sealed record TorchStorage(string Key, WeightDType? DType, long Offset, long Length)
{
    public int ElementSize => DType?.Size() ?? 1;
}

/// <summary>A tensor: a layout, in elements of <see cref="DType"/>, within a storage.</summary>
internal sealed record TorchTensor(TorchStorage Storage, WeightDType DType, StridedLayout Layout);

/// <summary>A torch.nn.Parameter as files before PyTorch 0.4 build it: empty first, then given its tensor.</summary>
internal sealed record TorchParameter
{
    public TorchTensor? Data { get; set; }
}
