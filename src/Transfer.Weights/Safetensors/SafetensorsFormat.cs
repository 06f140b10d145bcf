namespace Transfer.Weights.Safetensors;

/// <summary>
/// The numbers and names of the format: a 64-bit header length, a JSON header, the data
/// (https://github.com/huggingface/safetensors, README "Format" and tensor.rs).
/// </summary>
internal static class SafetensorsFormat
{
    public const int LengthBytes = 8;

    /// <summary>The longest header that the reference implementation reads.</summary>
    public const int MaxHeaderBytes = 100_000_000;

    /// <summary>Writers pad the header with spaces to a multiple of this, so that the data is aligned.</summary>
    public const int Alignment = 8;

    public const string MetadataKey = "__metadata__";
    public const string DTypeKey = "dtype";
    public const string ShapeKey = "shape";
    public const string OffsetsKey = "data_offsets";
}
