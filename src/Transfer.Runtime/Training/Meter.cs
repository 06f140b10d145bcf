using static TorchSharp.torch;

namespace Transfer.Training;

/// <summary>Sums loss and hits over batches.</summary>
internal sealed class Meter
{
    private double loss;
    private long hits;

    public int Images { get; private set; }

    public Evaluation Result => new(loss / Math.Max(1, Images), (double)hits / Math.Max(1, Images), Images);

    /// <summary>Adds a batch.</summary>
    /// <param name="meanLoss">The batch's mean loss.</param>
    /// <param name="logits">N × classes.</param>
    /// <param name="labels">N, int64.</param>
    public void Add(double meanLoss, Tensor logits, Tensor labels)
    {
        using var best = logits.argmax(1);
        using var right = best.eq(labels);
        using var count = right.sum();
        var images = (int)labels.shape[0];
        loss += meanLoss * images;
        hits += count.item<long>();
        Images += images;
    }
}
