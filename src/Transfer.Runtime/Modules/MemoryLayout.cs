using TorchSharp;
using static TorchSharp.torch;

namespace Transfer.Modules;

/// <summary>
/// Provides the order of an image's values in memory: channels last is what convolutions on the CPU are fast in.
/// </summary>
internal static class MemoryLayout
{
    /// <summary>Returns a tensor of the same values and shape whose channels are last in memory; the tensor itself where it is no
    /// batch of maps.</summary>
    public static Tensor ChannelsLast(Tensor tensor)
    {
        if (tensor.dim() != 4)
        {
            return tensor.alias();
        }

        using var permuted = tensor.permute(0, 2, 3, 1);
        using var last = permuted.contiguous();
        return last.permute(0, 3, 1, 2);
    }
}
