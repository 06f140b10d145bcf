namespace Transfer.Metrics;

/// <summary>Collects predictions, batch by batch, for images with any number of labels.</summary>
/// <remarks>Holds five bytes for each image and label: average precision needs all scores.</remarks>
public sealed class MultiLabelMeter
{
    private readonly IReadOnlyList<string> labelNames;
    private readonly double threshold;
    private readonly List<float>[] scores;
    private readonly List<bool>[] present;
    private long exact;
    private long images;

    /// <summary>Initializes an empty meter.</summary>
    /// <param name="labelNames">The labels, in the order of the network's outputs.</param>
    /// <param name="threshold">
    /// The probability from which on a label counts as predicted, between 0 and 1; 0.5 by default.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is not between 0 and 1.</exception>
    public MultiLabelMeter(IReadOnlyList<string> labelNames, double threshold = 0.5)
    {
        ArgumentNullException.ThrowIfNull(labelNames);
        if (!(threshold > 0 && threshold < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "The threshold must be between 0 and 1.");
        }

        this.labelNames = labelNames;
        this.threshold = threshold;
        scores = [.. labelNames.Select(_ => new List<float>())];
        present = [.. labelNames.Select(_ => new List<bool>())];
    }

    /// <summary>Gets the report of everything collected so far.</summary>
    public MultiLabelReport Report
    {
        get
        {
            ClassScore[] labels = [.. labelNames.Select(Score)];
            var answers = images * labelNames.Count;
            var right = scores.Zip(present)
                .Sum(pair => pair.First.Zip(pair.Second).LongCount(p => IsPredicted(p.First) == p.Second));
            return new MultiLabelReport(
                images,
                threshold,
                labels,
                [.. scores.Zip(present, AveragePrecision)],
                (double)right / Math.Max(answers, 1),
                (double)exact / Math.Max(images, 1));
        }
    }

    private double Cut => Math.Log(threshold / (1 - threshold));

    /// <summary>Adds a batch.</summary>
    /// <param name="logits">N × labels values before the sigmoid, row by row.</param>
    /// <param name="targets">N × labels values, row by row: 1 for a label that the image has, 0 for one that it has not.</param>
    /// <exception cref="ArgumentException">The lengths differ, or are not whole images.</exception>
    public void Add(ReadOnlySpan<float> logits, ReadOnlySpan<float> targets)
    {
        var labels = labelNames.Count;
        if (logits.Length != targets.Length || logits.Length % labels != 0)
        {
            throw new ArgumentException(
                $"{logits.Length} logits and {targets.Length} targets are not the same number of images with {labels} labels.",
                nameof(logits));
        }

        for (var row = 0; row < logits.Length; row += labels)
        {
            var allRight = true;
            for (var label = 0; label < labels; label++)
            {
                var score = logits[row + label];
                var has = targets[row + label] >= 0.5f;
                scores[label].Add(score);
                present[label].Add(has);
                allRight &= IsPredicted(score) == has;
            }

            images++;
            exact += allRight ? 1 : 0;
        }
    }

    private bool IsPredicted(float logit) => logit >= Cut;

    private ClassScore Score(string name, int label)
    {
        var predicted = scores[label].LongCount(IsPredicted);
        var actual = present[label].LongCount(has => has);
        var hits = scores[label].Zip(present[label]).LongCount(pair => pair.Second && IsPredicted(pair.First));
        return ClassScore.Of(name, hits, predicted, actual);
    }

    // The sum over falling thresholds of precision times the gain in recall; equal scores fall together.
    private static double AveragePrecision(List<float> scores, List<bool> present)
    {
        var total = present.LongCount(has => has);
        if (total == 0)
        {
            return double.NaN;
        }

        double sum = 0;
        long seen = 0;
        long hits = 0;
        foreach (var step in scores.Zip(present).GroupBy(pair => pair.First).OrderByDescending(group => group.Key))
        {
            var gained = step.LongCount(pair => pair.Second);
            seen += step.LongCount();
            hits += gained;
            sum += (double)hits / seen * gained / total;
        }

        return sum;
    }
}
