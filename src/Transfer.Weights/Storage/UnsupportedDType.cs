namespace Transfer.Weights.Storage;

/// <summary>The refusal of an element type that no network here computes with: complex, quantized, 8-bit floats.</summary>
internal static class UnsupportedDType
{
    public static UnreadableWeightsException Create(string dtype) => new(
        $"tensors of type {Printable.Excerpt(dtype)}",
        $"Supported are {WeightDTypes.Supported}. In Python, convert the tensors and save them again.");
}
