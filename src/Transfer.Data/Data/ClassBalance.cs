namespace Transfer.Data;

/// <summary>Draws of images in which each class that occurs is as likely as the others.</summary>
internal static class ClassBalance
{
    /// <summary>
    /// Returns as many indices as the dataset has images, with replacement: each draws a class, then an image of it.
    /// </summary>
    public static int[] Draw(IImageDataset dataset, Random random)
    {
        int[][] classes = [
            .. Enumerable.Range(0, dataset.Count).GroupBy(dataset.Label).OrderBy(c => c.Key).Select(c => c.ToArray())];
        var drawn = new int[dataset.Count];
        for (var i = 0; i < drawn.Length; i++)
        {
            var members = classes[random.Next(classes.Length)];
            drawn[i] = members[random.Next(members.Length)];
        }

        return drawn;
    }
}
