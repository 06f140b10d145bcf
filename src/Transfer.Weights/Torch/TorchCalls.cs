using System.Collections.Immutable;
using System.Text;
using Transfer.Weights.Storage;

namespace Transfer.Weights.Torch;

/// <summary>Represents the calls in a pickle (torch/_utils.py, torch/_tensor.py) as records.</summary>
internal static class TorchCalls
{
    /// <exception cref="UnreadableWeightsException">The arguments are not those that PyTorch writes.</exception>
    public static object Invoke(TorchFunction function, object?[] arguments) => (function.Kind, arguments) switch
    {
        (TorchFunctionKind.OrderedDict, []) => PickleDict.Empty(isOrderedDict: true),
        (TorchFunctionKind.OrderedDict, [PickleList pairs]) => new PickleDict(IsOrderedDict: true, [.. pairs.Items.Select(Pair)]),
        (TorchFunctionKind.RebuildTensor, [TorchStorage storage, long offset, PickleTuple size, PickleTuple stride]) =>
            TypedTensor(storage, offset, size, stride),

        // The last argument of V2 and V3 is missing in files before PyTorch 1.13.
        (TorchFunctionKind.RebuildTensorV2, [TorchStorage storage, long offset, PickleTuple size, PickleTuple stride, bool, _]) =>
            TypedTensor(storage, offset, size, stride),
        (TorchFunctionKind.RebuildTensorV2,
            [TorchStorage storage, long offset, PickleTuple size, PickleTuple stride, bool, _, var bits]) =>
            WithoutPendingBits(TypedTensor(storage, offset, size, stride), bits),
        (TorchFunctionKind.RebuildTensorV3,
            [TorchStorage storage, long offset, PickleTuple size, PickleTuple stride, bool, _, TorchDType dtype]) =>
            UntypedTensor(storage, dtype, offset, size, stride),
        (TorchFunctionKind.RebuildTensorV3,
            [TorchStorage storage, long offset, PickleTuple size, PickleTuple stride, bool, _, TorchDType dtype, var bits]) =>
            WithoutPendingBits(UntypedTensor(storage, dtype, offset, size, stride), bits),
        (TorchFunctionKind.RebuildParameter, [TorchTensor data, bool, _]) => data,
        (TorchFunctionKind.RebuildParameterWithState, [TorchTensor data, bool, _, _]) => data,
        (TorchFunctionKind.RebuildFromTypeV2, [TorchFunction inner, TorchFunction type, PickleTuple innerArguments, _]) =>
            FromType(inner, type, innerArguments),
        (TorchFunctionKind.Parameter, []) => new TorchParameter(),
        (TorchFunctionKind.Parameter, [TorchTensor data]) => new TorchParameter { Data = data },
        (TorchFunctionKind.Parameter, [TorchTensor data, bool]) => new TorchParameter { Data = data },
        (TorchFunctionKind.Size, [PickleTuple sizes]) => sizes,
        (TorchFunctionKind.Size, [PickleList sizes]) => new PickleTuple([.. sizes.Items]),
        (TorchFunctionKind.Device, [string]) or (TorchFunctionKind.Device, [string, long]) => new TorchIgnored(),
        (TorchFunctionKind.Encode, [string text, "latin1" or "latin-1"]) => Encoding.Latin1.GetBytes(text),
        _ => throw Damaged($"a call of {function.FullName} with {arguments.Length} arguments that are not those PyTorch writes"),
    };

    private static TorchTensor TypedTensor(TorchStorage storage, long offset, PickleTuple size, PickleTuple stride) =>
        Tensor(
            storage,
            storage.DType ?? throw Damaged("a tensor without an element type"),
            offset,
            size,
            stride);

    private static TorchTensor UntypedTensor(
        TorchStorage storage, TorchDType dtype, long offset, PickleTuple size, PickleTuple stride) =>
        Tensor(storage, dtype.DType ?? throw UnsupportedDType.Create(dtype.Name), offset, size, stride);

    private static TorchTensor Tensor(TorchStorage storage, WeightDType dtype, long offset, PickleTuple size, PickleTuple stride)
    {
        // An untyped storage is measured in bytes, its tensors in elements.
        var length = storage.Length * storage.ElementSize / dtype.Size();
        return new(storage, dtype, StridedLayout.Create(offset, Integers(size), Integers(stride), length));
    }

    /// <summary>Refuses tensors whose bytes are to be conjugated or negated first.</summary>
    private static TorchTensor WithoutPendingBits(TorchTensor tensor, object? bits)
    {
        if (bits is null or PickleDict { Items: [] or [{ Value: false }] or [{ Value: false }, { Value: false }] })
        {
            return tensor;
        }

        throw new UnreadableWeightsException(
            "a tensor with pending operations (a conjugate or negative bit)",
            "In Python, call resolve_conj().resolve_neg() and save it again.");
    }

    private static object FromType(TorchFunction inner, TorchFunction type, PickleTuple arguments)
    {
        if (type.Kind is not (TorchFunctionKind.Parameter or TorchFunctionKind.Tensor))
        {
            throw Damaged($"a tensor of class {type.FullName}");
        }

        // Not itself: nesting would let a file choose the depth of our recursion.
        return inner.Kind is TorchFunctionKind.RebuildTensor
            or TorchFunctionKind.RebuildTensorV2
            or TorchFunctionKind.RebuildTensorV3
            or TorchFunctionKind.RebuildParameter
            ? Invoke(inner, arguments.Items)
            : throw Damaged($"a tensor made by {inner.FullName}");
    }

    private static KeyValuePair<object?, object?> Pair(object? item) => item switch
    {
        PickleTuple { Items: [var key, var value] } => new(key, value),
        PickleList { Items: [var key, var value] } => new(key, value),
        _ => throw Damaged("an OrderedDict made of something other than pairs"),
    };

    private static ImmutableArray<long> Integers(PickleTuple tuple) => tuple.Items.Length <= StridedLayout.MaxRank
        ? [.. tuple.Items.Select(item => item is long number ? number : throw Damaged("a size or stride that is not an integer"))]
        : throw Damaged($"a tensor of {tuple.Items.Length} dimensions (PyTorch has {StridedLayout.MaxRank} at most)");

    private static UnreadableWeightsException Damaged(string found) =>
        UnreadableWeightsException.Damaged("a pickle with " + found);
}
