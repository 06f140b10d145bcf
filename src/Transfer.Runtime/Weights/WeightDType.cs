namespace Transfer.Weights;

/// <summary>The element types of stored tensors, under their safetensors names.</summary>
internal enum WeightDType
{
    F64,
    F32,
    F16,
    BF16,
    I64,
    I32,
    I16,
    I8,
    U8,
    Bool,
}
