namespace Transfer.Metrics;

/// <summary>Counts correct and wrong predictions, batch by batch, for images with one class each.</summary>
public sealed class ClassificationMeter
{
    private readonly IReadOnlyList<string> classNames;
    private readonly long[] confusion;
    private long images;
    private long top1;
    private long top5;

    /// <summary>Initializes an empty meter.</summary>
    /// <param name="classNames">The classes, in the order of the network's outputs.</param>
    public ClassificationMeter(IReadOnlyList<string> classNames)
    {
        ArgumentNullException.ThrowIfNull(classNames);
        this.classNames = classNames;
        confusion = new long[classNames.Count * classNames.Count];
    }

    /// <summary>Gets the report of everything counted so far.</summary>
    public ClassificationReport Report
    {
        get
        {
            var matrix = new ConfusionMatrix(classNames, [.. confusion]);
            return new ClassificationReport(
                images,
                (double)top1 / Math.Max(images, 1),
                (double)top5 / Math.Max(images, 1),
                [.. classNames.Select((name, c) => ClassScore.Of(name, matrix[c, c], matrix.Predicted(c), matrix.Actual(c)))],
                matrix);
        }
    }

    /// <summary>
    /// Adds a batch. Of outputs that are equal, the first counts as the best; one that is not a number counts as better than
    /// any number, as PyTorch's <c>argmax</c> has it.
    /// </summary>
    /// <param name="logits">N × classes values, row by row: logits or probabilities.</param>
    /// <param name="labels">The N classes.</param>
    /// <exception cref="ArgumentException">There are not as many values as labels ask for.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A label is not a class.</exception>
    public void Add(ReadOnlySpan<float> logits, ReadOnlySpan<long> labels)
    {
        var classes = classNames.Count;
        if (logits.Length != labels.Length * classes)
        {
            throw new ArgumentException(
                $"{labels.Length} labels of {classes} classes need {labels.Length * classes} values, not {logits.Length}.",
                nameof(logits));
        }

        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] < 0 || labels[i] >= classes)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(labels), labels[i], $"There are {classes} classes, numbered from 0.");
            }

            Add(logits.Slice(i * classes, classes), (int)labels[i]);
        }
    }

    private void Add(ReadOnlySpan<float> row, int label)
    {
        var best = 0;
        var better = 0;
        for (var i = 0; i < row.Length; i++)
        {
            if (Beats(row[i], row[best]))
            {
                best = i;
            }

            if (Beats(row[i], row[label]) || (i < label && !Beats(row[label], row[i])))
            {
                better++;
            }
        }

        images++;
        top1 += best == label ? 1 : 0;
        top5 += better < 5 ? 1 : 0;
        confusion[(label * classNames.Count) + best]++;
    }

    private static bool Beats(float one, float other) => one > other || (float.IsNaN(one) && !float.IsNaN(other));
}
