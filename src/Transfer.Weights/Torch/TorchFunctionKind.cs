namespace Transfer.Weights.Torch;

/// <summary>The callables whose calls are understood.</summary>
internal enum TorchFunctionKind
{
    OrderedDict,
    RebuildTensor,
    RebuildTensorV2,
    RebuildTensorV3,
    RebuildParameter,
    RebuildParameterWithState,
    RebuildFromTypeV2,
    Parameter,
    Tensor,
    Size,
    Device,
    Encode,
}
