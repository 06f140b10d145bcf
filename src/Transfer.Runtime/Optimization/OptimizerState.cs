using static TorchSharp.torch;

namespace Transfer.Optimization;

/// <summary>Something that an optimizer remembers of a parameter.</summary>
/// <param name="Parameter">The parameter's full name: names outlive positions when other layers are frozen.</param>
/// <param name="Slot">PyTorch's name for it: <c>step</c>, <c>momentum_buffer</c>, <c>exp_avg</c>, …</param>
/// <param name="Value">The tensor: the optimizer's own, or a scalar on the CPU.</param>
internal sealed record OptimizerState(string Parameter, string Slot, Tensor Value);
