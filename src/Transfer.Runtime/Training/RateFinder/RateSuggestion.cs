namespace Transfer.Training.RateFinder;

/// <summary>Reads a rate off a curve, by a <see cref="SuggestionMethod"/>.</summary>
internal static class RateSuggestion
{
    // What fastai leaves out at the end; at the start it is this share of the steps.
    private const int LastSteps = 5;
    private const int FirstShare = 10;

    /// <summary>Returns the rate; null where too few points are left, or where the loss falls nowhere.</summary>
    /// <param name="points">The curve.</param>
    /// <param name="steps">Steps that the search was to have; it may have ended before.</param>
    /// <param name="method">The way to choose.</param>
    public static double? Of(IReadOnlyList<LearningRatePoint> points, int steps, SuggestionMethod method)
    {
        var used = points.Skip(steps / FirstShare).SkipLast(LastSteps).ToArray();
        var losses = used.Select(point => point.SmoothedLoss).ToArray();
        if (!losses.Zip(losses.Skip(1)).Any(pair => pair.Second < pair.First))
        {
            return null;
        }

        return method switch
        {
            SuggestionMethod.Steepest => used[Steepest(used)].Rate,
            SuggestionMethod.Valley => used[Valley(losses)].Rate,
            _ => used[Array.IndexOf(losses, losses.Min())].Rate / 10,
        };
    }

    private static int Steepest(LearningRatePoint[] points)
    {
        var slopes = points.Zip(points.Skip(1), (one, next) =>
            (next.SmoothedLoss - one.SmoothedLoss) / (Math.Log(next.Rate) - Math.Log(one.Rate))).ToArray();
        return Array.IndexOf(slopes, slopes.Min());
    }

    private static int Valley(double[] losses)
    {
        // For each step, the length of the longest fall that ends with it.
        var lengths = Enumerable.Repeat(1, losses.Length).ToArray();
        var end = 0;
        for (var i = 1; i < losses.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (losses[i] < losses[j])
                {
                    lengths[i] = Math.Max(lengths[i], lengths[j] + 1);
                }
            }

            end = lengths[i] > lengths[end] ? i : end;
        }

        // fastai counts the length back from the end as if the steps were neighbours, to one before the first.
        var start = end - lengths[end];
        var section = (end - start) / 3.0;
        return Math.Max(0, start + (int)section + (int)(section / 2));
    }
}
