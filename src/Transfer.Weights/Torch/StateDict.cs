using Transfer.Weights.Storage;

namespace Transfer.Weights.Torch;

/// <summary>Finds the state dict in the value of a pickle and turns it into tensors.</summary>
internal static class StateDict
{
    /// <summary>The names that training scripts give to the state dict in a checkpoint, the most usual first.</summary>
    private static readonly string[] WrapperKeys = ["state_dict", "model", "model_state_dict"];

    // An expanded tensor (stride 0) is larger than what is stored of it. Real files have few and small ones; what all
    // tensors take together may be this much more than the file.
    private const long FreeBytes = 64 << 20;
    private const long MaxExpansion = 8;

    /// <param name="root">The value of the pickle.</param>
    /// <param name="fileLength">The length of the file, which bounds how large its tensors may be.</param>
    /// <param name="open">Gives the bytes of a storage (of a view, those of the view).</param>
    /// <exception cref="UnreadableWeightsException">No state dict, or one with something other than tensors.</exception>
    public static WeightsContent Read(object? root, long fileLength, Func<TorchStorage, WeightBytes> open)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var tensors = new List<WeightTensor>();
        var budget = FreeBytes + (MaxExpansion * fileLength);
        foreach (var (key, value) in Find(root).Items)
        {
            var name = (string)key!;
            if (!names.Add(name))
            {
                throw UnreadableWeightsException.Damaged($"a state dict with two entries \"{Printable.Excerpt(name)}\"");
            }

            var tensor = Tensor(value)!;
            if (tensor.Layout.Count > budget / tensor.DType.Size())
            {
                throw UnreadableWeightsException.Damaged(
                    $"a state dict whose tensors take over {MaxExpansion} times the bytes of the file, "
                        + $"at \"{Printable.Excerpt(name)}\"");
            }

            budget -= tensor.Layout.Count * tensor.DType.Size();
            tensors.Add(new WeightTensor(name, tensor.DType, tensor.Layout.Shape, Bytes(tensor, open)));
        }

        return WeightsContent.Of(tensors);
    }

    private static PickleDict Find(object? root)
    {
        if (root is not PickleDict dict)
        {
            throw new UnreadableWeightsException(
                $"a pickle of {Describe(root)}, not a state dict",
                "In Python, save the weights with torch.save(model.state_dict(), path).");
        }

        if (IsStateDict(dict))
        {
            return dict;
        }

        return WrapperKeys.Select(key => Get(dict, key)).OfType<PickleDict>().FirstOrDefault(IsStateDict)
            ?? throw NoStateDict(dict);
    }

    private static object? Get(PickleDict dict, string key) => dict.Items.FindLast(item => key.Equals(item.Key)).Value;

    private static bool IsStateDict(PickleDict dict) =>
        dict.Items.TrueForAll(item => item.Key is string && Tensor(item.Value) is not null);

    private static TorchTensor? Tensor(object? value) => value as TorchTensor ?? (value as TorchParameter)?.Data;

    private static UnreadableWeightsException NoStateDict(PickleDict dict)
    {
        const int Shown = 8;
        var items = dict.Items.Take(Shown).Select(item => $"{KeyText(item.Key)}: {Describe(item.Value)}");
        var more = dict.Items.Count > Shown ? ", …" : "";
        return new(
            $"a checkpoint without a state dict of tensors, itself or under {string.Join(", ", WrapperKeys)} "
                + $"(it holds {string.Join(", ", items)}{more})",
            "In Python, pick the part that holds the weights and save it alone with torch.save.");
    }

    private static string KeyText(object? key) => key is string text ? $"\"{Printable.Excerpt(text)}\"" : Describe(key);

    // One level deep on purpose: a pickle can hold itself.
    private static string Describe(object? value) => value switch
    {
        null => "None",
        TorchTensor => "a tensor",
        TorchParameter => "a parameter",
        TorchStorage => "a storage",
        PickleDict => "a dict",
        PickleList => "a list",
        PickleTuple => "a tuple",
        string => "a text",
        bool => "a boolean",
        double => "a float",
        long or System.Numerics.BigInteger => "an integer",
        _ => "another value",
    };

    private static WeightBytes Bytes(TorchTensor tensor, Func<TorchStorage, WeightBytes> open)
    {
        var storage = open(tensor.Storage);
        var size = tensor.DType.Size();
        return tensor.Layout.IsContiguous
            ? storage.Slice(tensor.Layout.Offset * size, tensor.Layout.Count * size)
            : StridedBytes.Create(storage, tensor.Layout, size);
    }
}
