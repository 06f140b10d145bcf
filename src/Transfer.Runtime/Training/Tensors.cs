using System.Runtime.InteropServices;
using Transfer.Data;
using Transfer.Planning;
using static TorchSharp.torch;

namespace Transfer.Training;

/// <summary>Carries batches from the loader to a device.</summary>
internal static class Tensors
{
    public static Tensor Images(Batch batch, Preprocessing preprocessing, Device device)
    {
        var side = preprocessing.Crop;
        var images = empty([batch.Count, 3, side, side], ScalarType.Float32);
        var pixels = batch.Pixels.AsSpan(0, checked((int)images.numel()));
        MemoryMarshal.AsBytes(pixels).CopyTo(images.bytes);
        return images.to(device);
    }

    public static Tensor Labels(Batch batch, Device device) => tensor(batch.Labels).to(device);
}
