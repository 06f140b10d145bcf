using Transfer.Weights.Storage;

namespace Transfer.Weights.Torch;

/// <summary>The part of a storage's persistent id that the zip and the legacy format share.</summary>
internal static class TorchStorageId
{
    /// <exception cref="UnreadableWeightsException">No storage type, an unsupported one, or an impossible length.</exception>
    public static TorchStorage Create(object? type, string key, long length)
    {
        var storage = type switch
        {
            TorchUntypedStorageType => new TorchStorage(key, null, 0, length),
            TorchStorageType { DType: { } dtype } => new TorchStorage(key, dtype, 0, length),
            TorchStorageType unsupported => throw UnsupportedDType.Create(unsupported.Name),
            _ => throw UnreadableWeightsException.Damaged("a pickle with a persistent id that names no storage"),
        };
        return length >= 0 && length <= long.MaxValue / storage.ElementSize
            ? storage
            : throw UnreadableWeightsException.Damaged($"a storage of {length} elements");
    }
}
