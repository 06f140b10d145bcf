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
/// <param name="RunOverInput">
/// Computes it over its first input where there is no backward pass, which for these reads the input; null where it can't.
/// </param>
/// <param name="RunChannelsLast">Computes it where channels are last in memory; null for the same way.</param>
internal sealed record OperatorKernel(
    Kernel Run,
    Kernel? RunInPlace = null,
    bool LeavesOutput = false,
    Kernel? RunOverInput = null,
    Kernel? RunChannelsLast = null)
{
    /// <summary>Gets the way to compute it over its first input in inference; null where it can't.</summary>
    public Kernel? InInference => RunOverInput ?? RunInPlace;
}
