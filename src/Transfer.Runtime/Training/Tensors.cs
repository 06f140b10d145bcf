using System.Runtime.InteropServices;
using Transfer.Data;
using static TorchSharp.torch;

namespace Transfer.Training;

/// <summary>Carries batches from the loader to a device.</summary>
internal static class Tensors
{
    public static Tensor Images(Batch batch, Preprocessing preprocessing, Device device)
    {
        var side = preprocessing.Crop;
        var images = empty([batch.Count, preprocessing.Mean.Count, side, side], ScalarType.Float32);
        var pixels = batch.Pixels.AsSpan(0, checked((int)images.numel()));
        MemoryMarshal.AsBytes(pixels).CopyTo(images.bytes);
        return images.to(device);
    }

    /// <summary>
    /// Returns what the plan's loss function compares the output with: classes, or N × classes for soft targets and several
    /// labels.
    /// </summary>
    public static Tensor Targets(Batch batch, Plan plan, Device device)
    {
        if (batch.Targets is null && plan.Training.Loss.IsOfOneClass)
        {
            return tensor(batch.Labels).to(device);
        }

        var targets = batch.SoftTargets(plan.Outputs);
        return tensor(targets, [batch.Count, plan.Outputs]).to(device);
    }
}
