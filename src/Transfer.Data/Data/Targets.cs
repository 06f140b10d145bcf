namespace Transfer.Data;

/// <summary>Targets of a loss: for each image a number for each class.</summary>
internal static class Targets
{
    /// <summary>Returns N × classes values: 1 for the image's class, 0 for the others.</summary>
    public static float[] OneHot(ReadOnlySpan<long> labels, int classes)
    {
        var targets = new float[labels.Length * classes];
        for (var i = 0; i < labels.Length; i++)
        {
            targets[(i * classes) + labels[i]] = 1;
        }

        return targets;
    }

    /// <summary>Returns N × classes values: 1 for each of the image's labels, 0 for the others.</summary>
    public static float[] ManyHot(IReadOnlyList<IReadOnlyList<int>> labels, int classes)
    {
        var targets = new float[labels.Count * classes];
        for (var i = 0; i < labels.Count; i++)
        {
            foreach (var label in labels[i])
            {
                targets[(i * classes) + label] = 1;
            }
        }

        return targets;
    }
}
