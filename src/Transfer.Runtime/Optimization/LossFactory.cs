using static TorchSharp.torch;

namespace Transfer.Optimization;

/// <summary>Makes loss functions. The implementations of all kinds stand in the files of their classes.</summary>
internal static partial class LossFactory
{
    // Explicit, so that the implementations in all files of this class are there before its first method runs.
    static LossFactory()
    {
    }

    /// <summary>Makes the loss function of a plan's loss on a device.</summary>
    public static LossFunction Of(Loss loss, Device device) => LossImplementation.For(loss).Make(loss, device);
}
