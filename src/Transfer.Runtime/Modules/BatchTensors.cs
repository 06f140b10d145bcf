using System.Runtime.InteropServices;
using Transfer.Data;
using Transfer.Operators;
using static TorchSharp.torch;

namespace Transfer.Modules;

/// <summary>Carries batches from the loader to a device.</summary>
internal static class BatchTensors
{
    public static Tensor Images(Batch batch, Preprocessing preprocessing, Device device) =>
        Rows(batch, Shape.Of(preprocessing.Mean.Count, preprocessing.Crop, preprocessing.Crop), device);

    /// <summary>Returns a batch's values, N × the shape of one item.</summary>
    public static Tensor Rows(Batch batch, Shape shape, Device device)
    {
        var rows = empty([batch.Count, .. shape.Dimensions.Select(length => (long)length)], ScalarType.Float32);
        var values = batch.Pixels.AsSpan(0, checked((int)rows.numel()));
        MemoryMarshal.AsBytes(values).CopyTo(rows.bytes);
        return rows.to(device);
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
