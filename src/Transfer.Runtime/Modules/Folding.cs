using Transfer.Inference;
using static TorchSharp.torch;

namespace Transfer.Modules;

/// <summary>
/// Computes the weight and bias of a layer that takes in a BatchNorm (Jacob et al. 2018, section 3.2). It computes in float64, so
/// that folding adds no rounding of its own but the last.
/// </summary>
internal static class Folding
{
    /// <summary>Returns the weight and bias that do what the layer and the BatchNorm do one after the other.</summary>
    /// <param name="norm">The BatchNorm.</param>
    /// <param name="weight">The layer's weight: output channels, input channels a group, window.</param>
    /// <param name="bias">The layer's bias; null where it has none.</param>
    /// <param name="tensorOf">Returns a tensor of the BatchNorm by its name in the module.</param>
    public static (Tensor Weight, Tensor Bias) Fold(FoldedNorm norm, Tensor weight, Tensor? bias, Func<string, Tensor> tensorOf)
    {
        Tensor Wide(string name) => tensorOf(name).to(ScalarType.Float64);

        var wide = weight.to(ScalarType.Float64);
        var old = bias?.to(ScalarType.Float64) ?? zeros(wide.shape[0], ScalarType.Float64, wide.device);
        var scale = Wide("weight") / (Wide("running_var") + norm.Epsilon).sqrt();
        var shift = Wide("bias") - (Wide("running_mean") * scale);
        var (newWeight, newBias) = norm.IsBefore ? Before(wide, old, scale, shift) : After(wide, old, scale, shift);
        return (newWeight.to(weight.dtype), newBias.to(weight.dtype));
    }

    private static (Tensor Weight, Tensor Bias) After(Tensor weight, Tensor bias, Tensor scale, Tensor shift) =>
        (weight * AlongOutputs(weight, scale), (bias * scale) + shift);

    // Each group of output channels reads its own part of the input channels.
    private static (Tensor Weight, Tensor Bias) Before(Tensor weight, Tensor bias, Tensor scale, Tensor shift)
    {
        var inputs = weight.shape[1];
        var groups = scale.shape[0] / inputs;
        var perGroup = weight.shape[0] / groups;
        Tensor ForEachOutput(Tensor values) => values.reshape(groups, inputs).repeat_interleave(perGroup, 0);

        long[] shape = [weight.shape[0], inputs, .. Enumerable.Repeat(1L, (int)weight.dim() - 2)];
        var terms = (weight.reshape(weight.shape[0], inputs, -1).sum(2) * ForEachOutput(shift)).sum(1);
        return (weight * ForEachOutput(scale).reshape(shape), bias + terms);
    }

    private static Tensor AlongOutputs(Tensor weight, Tensor scale) =>
        scale.reshape([scale.shape[0], .. Enumerable.Repeat(1L, (int)weight.dim() - 1)]);
}
