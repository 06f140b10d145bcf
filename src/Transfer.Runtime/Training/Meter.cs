using static TorchSharp.torch;

namespace Transfer.Training;

/// <summary>Sums over the images of an epoch so far.</summary>
/// <param name="Loss">Of the images' losses.</param>
/// <param name="Hits">Images whose best class is right.</param>
/// <param name="Images">Images.</param>
internal readonly record struct MeterSums(double Loss, long Hits, int Images)
{
    public Evaluation Result => new(Loss / Math.Max(1, Images), (double)Hits / Math.Max(1, Images), Images);

    /// <summary>The sums with a batch more.</summary>
    /// <param name="meanLoss">The batch's mean loss.</param>
    /// <param name="logits">N × classes.</param>
    /// <param name="labels">N, int64.</param>
    public MeterSums With(double meanLoss, Tensor logits, Tensor labels)
    {
        using var best = logits.argmax(1);
        using var right = best.eq(labels);
        using var count = right.sum();
        var images = (int)labels.shape[0];
        return new(Loss + (meanLoss * images), Hits + count.item<long>(), Images + images);
    }
}
