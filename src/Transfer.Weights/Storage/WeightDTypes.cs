using System.Collections.Frozen;

namespace Transfer.Weights.Storage;

/// <summary>The facts of each <see cref="WeightDType"/>: its size and its names in PyTorch and in safetensors.</summary>
internal static class WeightDTypes
{
    public const string Supported = "F64, F32, F16, BF16, I64, I32, I16, I8, U8, Bool";

    private static readonly FrozenDictionary<string, WeightDType> Safetensors = new Dictionary<string, WeightDType>
    {
        ["F64"] = WeightDType.F64,
        ["F32"] = WeightDType.F32,
        ["F16"] = WeightDType.F16,
        ["BF16"] = WeightDType.BF16,
        ["I64"] = WeightDType.I64,
        ["I32"] = WeightDType.I32,
        ["I16"] = WeightDType.I16,
        ["I8"] = WeightDType.I8,
        ["U8"] = WeightDType.U8,
        ["BOOL"] = WeightDType.Bool,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // The second name of a type is the alias under which Python also exports it.
    private static readonly FrozenDictionary<string, WeightDType> Torch = new Dictionary<string, WeightDType>
    {
        ["float64"] = WeightDType.F64,
        ["double"] = WeightDType.F64,
        ["float32"] = WeightDType.F32,
        ["float"] = WeightDType.F32,
        ["float16"] = WeightDType.F16,
        ["half"] = WeightDType.F16,
        ["bfloat16"] = WeightDType.BF16,
        ["int64"] = WeightDType.I64,
        ["long"] = WeightDType.I64,
        ["int32"] = WeightDType.I32,
        ["int"] = WeightDType.I32,
        ["int16"] = WeightDType.I16,
        ["short"] = WeightDType.I16,
        ["int8"] = WeightDType.I8,
        ["uint8"] = WeightDType.U8,
        ["bool"] = WeightDType.Bool,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, WeightDType> TorchStorages = new Dictionary<string, WeightDType>
    {
        ["DoubleStorage"] = WeightDType.F64,
        ["FloatStorage"] = WeightDType.F32,
        ["HalfStorage"] = WeightDType.F16,
        ["BFloat16Storage"] = WeightDType.BF16,
        ["LongStorage"] = WeightDType.I64,
        ["IntStorage"] = WeightDType.I32,
        ["ShortStorage"] = WeightDType.I16,
        ["CharStorage"] = WeightDType.I8,
        ["ByteStorage"] = WeightDType.U8,
        ["BoolStorage"] = WeightDType.Bool,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static int Size(this WeightDType dtype) => dtype switch
    {
        WeightDType.F64 or WeightDType.I64 => 8,
        WeightDType.F32 or WeightDType.I32 => 4,
        WeightDType.F16 or WeightDType.BF16 or WeightDType.I16 => 2,
        WeightDType.I8 or WeightDType.U8 or WeightDType.Bool => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(dtype), dtype, $"Not one of {Supported}."),
    };

    public static string SafetensorsName(this WeightDType dtype) => dtype == WeightDType.Bool ? "BOOL" : dtype.ToString();

    public static bool TryParseSafetensors(string name, out WeightDType dtype) => Safetensors.TryGetValue(name, out dtype);

    /// <summary>Parses the name of a dtype in the module <c>torch</c>, such as <c>float32</c>.</summary>
    public static bool TryParseTorch(string name, out WeightDType dtype) => Torch.TryGetValue(name, out dtype);

    /// <summary>Parses the name of a typed storage in the module <c>torch</c>, such as <c>FloatStorage</c>.</summary>
    public static bool TryParseTorchStorage(string name, out WeightDType dtype) => TorchStorages.TryGetValue(name, out dtype);
}
