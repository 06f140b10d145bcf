namespace Transfer.Data;

/// <summary>
/// Provides views of datasets: splits, samples, selections. Draws are a pure function of the seed, the labels and the order of
/// the images, the same on every machine. What is drawn from one class does not depend on the other classes.
/// </summary>
public static class DatasetViews
{
    /// <summary>Returns the images with the given indices, in the given order.</summary>
    /// <param name="dataset">The dataset to select from.</param>
    /// <param name="indices">Indices of images; one may occur more than once.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside the dataset.</exception>
    public static Subset Subset(this IImageDataset dataset, IEnumerable<int> indices) => new(dataset, indices);

    /// <summary>
    /// Splits so that each class gives the same share of its images to the validation part, rounded to the nearest (a half
    /// up), but at least one and never all. The one image of a class that has no other is trained on.
    /// </summary>
    /// <param name="dataset">The dataset to split; the parts keep its order.</param>
    /// <param name="validation">The share of images held out, between 0 and 1 (both exclusive).</param>
    /// <param name="seed">Which images are drawn.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1.</exception>
    public static Split StratifiedSplit(this IImageDataset dataset, double validation, long seed)
    {
        if (!(validation > 0 && validation < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(validation), validation, "The share of validation images must be between 0 and 1.");
        }

        return Part(dataset, seed, count => count == 1
            ? 0
            : Math.Clamp((int)Math.Round(count * validation, MidpointRounding.AwayFromZero), 1, count - 1));
    }

    /// <summary>Splits so that each class gives the same number of its images to the validation part.</summary>
    /// <param name="dataset">The dataset to split; the parts keep its order.</param>
    /// <param name="validationPerClass">Number of images of each class held out, at least 1.</param>
    /// <param name="seed">Which images are drawn.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    /// <exception cref="DatasetException">A class would have no image left to train on.</exception>
    public static Split SplitPerClass(this IImageDataset dataset, int validationPerClass, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(validationPerClass, 1);
        RequirePerClass(dataset, validationPerClass + 1, $"{validationPerClass} to hold out and one to train on");
        return Part(dataset, seed, _ => validationPerClass);
    }

    /// <summary>
    /// Draws the same number of images from each class. With the same seed, a smaller draw is part of a larger one.
    /// </summary>
    /// <param name="dataset">The dataset to draw from; the result keeps its order.</param>
    /// <param name="perClass">Number of images of each class, at least 1.</param>
    /// <param name="seed">Which images are drawn.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1.</exception>
    /// <exception cref="DatasetException">A class has fewer images.</exception>
    public static Subset Take(this IImageDataset dataset, int perClass, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(perClass, 1);
        RequirePerClass(dataset, perClass, "asked for");
        return new Subset(dataset, Draw(dataset, seed, _ => perClass).Order());
    }

    /// <summary>
    /// Keeps each image in memory, as decoded, once it has been loaded, so that it is decoded once and not in each epoch.
    /// </summary>
    /// <param name="dataset">The dataset to keep.</param>
    /// <param name="maxBytes">
    /// Most bytes of pixels kept (3 a pixel), by default 2 GiB. Images that find no more room are decoded each time.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxBytes"/> is negative.</exception>
    public static IImageDataset CacheInMemory(this IImageDataset dataset, long maxBytes = 2L << 30) =>
        new CachedDataset(dataset, maxBytes);

    private static Split Part(IImageDataset dataset, long seed, Func<int, int> heldOut)
    {
        HashSet<int> validation = [.. Draw(dataset, seed, heldOut)];
        var parts = Enumerable.Range(0, dataset.Count).ToLookup(validation.Contains);
        return new Split(new Subset(dataset, parts[false]), new Subset(dataset, parts[true]));
    }

    private static IEnumerable<int> Draw(IImageDataset dataset, long seed, Func<int, int> count)
    {
        foreach ((var label, var members) in ByClass(dataset))
        {
            new SeededRandom(RandomPurpose.Split, seed, label).ShuffleFromFront(members.AsSpan());
            foreach (var index in members.Take(count(members.Length)))
            {
                yield return index;
            }
        }
    }

    private static void RequirePerClass(IImageDataset dataset, int needed, string why)
    {
        var counts = ByClass(dataset).ToDictionary(c => c.Label, c => c.Members.Length);
        string[] small = [.. dataset.ClassNames
            .Select((name, label) => (name, Count: counts.GetValueOrDefault(label)))
            .Where(c => c.Count < needed)
            .Select(c => $"'{c.name}' ({c.Count})")];
        if (small.Length > 0)
        {
            throw new DatasetException(
                $"Each class needs {needed} images ({why}); these have fewer: {string.Join(", ", small)}.");
        }
    }

    private static IEnumerable<(int Label, int[] Members)> ByClass(IImageDataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        return Enumerable.Range(0, dataset.Count)
            .GroupBy(dataset.Label)
            .OrderBy(g => g.Key)
            .Select(g => (g.Key, g.ToArray()));
    }
}
