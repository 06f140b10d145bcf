using static TorchSharp.torch;

namespace Transfer.Modules;

/// <summary>Computes a node.</summary>
/// <param name="inputs">The values that the node reads, with the batch dimension first.</param>
/// <param name="tensors">Its parameters, then its buffers, as the operator declares them.</param>
/// <param name="training">Whether it runs as in training.</param>
/// <returns>The node's value.</returns>
internal delegate Tensor Kernel(Tensor[] inputs, Tensor[] tensors, bool training);

/// <summary>How TorchSharp computes an operator.</summary>
/// <param name="Run">Computes it.</param>
/// <param name="RunInPlace">Computes it over its first input; null where it can't.</param>
/// <param name="LeavesOutput">
/// Whether its backward pass does not read what it gave, so that the next node may overwrite that. Those of convolution,
/// normalization and sum read their inputs only; a frozen BatchNorm is no exception.
/// </param>
internal sealed record OperatorKernel(Kernel Run, Kernel? RunInPlace = null, bool LeavesOutput = false);
