using System.Text.Json.Serialization;
using Transfer.Data;
using Transfer.Metrics;
using static TorchSharp.torch;

namespace Transfer.Training.Runs;

/// <summary>Sums over the images of an epoch so far.</summary>
/// <param name="Loss">Of the images' losses.</param>
/// <param name="Hits">Images whose best class is right.</param>
/// <param name="Images">Images.</param>
internal readonly record struct MeterSums(double Loss, long Hits, int Images)
{
    [JsonIgnore]
    public Evaluation Result => new(Loss / Math.Max(1, Images), (double)Hits / Math.Max(1, Images), Images);

    /// <summary>Returns the sums with a batch more.</summary>
    /// <param name="meanLoss">The batch's mean loss.</param>
    /// <param name="logits">N × classes.</param>
    /// <param name="batch">Its labels. An image with several is a hit when the best class is one of them.</param>
    public MeterSums With(double meanLoss, Tensor logits, Batch batch)
    {
        using var best = logits.detach().argmax(1).cpu();
        var classes = best.data<long>().ToArray();
        var width = (int)logits.shape[1];
        var hits = 0;
        for (var i = 0; i < classes.Length; i++)
        {
            hits += IsHit(batch, i, classes[i], width) ? 1 : 0;
        }

        return new(Loss + (meanLoss * batch.Count), Hits + hits, Images + batch.Count);
    }

    // A mixed image keeps the label of the one it was mixed into.
    private static bool IsHit(Batch batch, int image, long best, int width) =>
        batch.Labels[image] >= 0 ? batch.Labels[image] == best : batch.Targets![(image * width) + best] > 0.5f;
}
