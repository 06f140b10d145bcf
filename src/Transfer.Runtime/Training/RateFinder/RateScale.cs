namespace Transfer.Training.RateFinder;

/// <summary>
/// Computes where the points of a learning-rate curve are in a chart, as shares of its width and height from the lower left:
/// rates on a logarithmic axis over all steps, losses on a linear one over all smoothed losses.
/// </summary>
internal sealed class RateScale
{
    private readonly IReadOnlyList<LearningRatePoint> points;
    private readonly double left;
    private readonly double right;
    private readonly double low;
    private readonly double high;

    public RateScale(IReadOnlyList<LearningRatePoint> points)
    {
        this.points = points;
        (left, right) = (Math.Log10(points[0].Rate), Math.Log10(points[^1].Rate));
        (low, high) = (points.Min(point => point.SmoothedLoss), points.Max(point => point.SmoothedLoss));

        // A curve of one point, or of one height, is drawn in the middle.
        (left, right) = right > left ? (left, right) : (left - 1, left + 1);
        (low, high) = high > low ? (low, high) : (low - 1, low + 1);
    }

    /// <summary>Gets the powers of ten on the rates' axis.</summary>
    public IEnumerable<double> Decades
    {
        get
        {
            // A rate that was computed may be a little off the power that it stands for.
            const double Tolerance = 1e-9;
            var first = (int)Math.Ceiling(left - Tolerance);
            var last = (int)Math.Floor(right + Tolerance);
            return Enumerable.Range(first, Math.Max(0, last - first + 1)).Select(power => Math.Pow(10, power));
        }
    }

    public double Place(double rate) => Math.Clamp((Math.Log10(rate) - left) / (right - left), 0, 1);

    /// <summary>
    /// Returns the height of a loss, from 0 to 1 for smoothed losses; values further off are clamped, so that no drawing gets
    /// absurd numbers.
    /// </summary>
    public double Height(double loss) => Math.Clamp((loss - low) / (high - low), -1, 2);

    public double RateAt(double place) => Math.Pow(10, left + (place * (right - left)));

    public double LossAtHeight(double height) => low + (height * (high - low));

    /// <summary>Returns the smoothed loss at a rate, on the straight line between its neighbours.</summary>
    public double LossAt(double rate)
    {
        var next = 0;
        while (next < points.Count - 1 && points[next].Rate < rate)
        {
            next++;
        }

        var (one, two) = (points[Math.Max(0, next - 1)], points[next]);
        var share = two.Rate > one.Rate ? (Math.Log(rate) - Math.Log(one.Rate)) / (Math.Log(two.Rate) - Math.Log(one.Rate)) : 1;
        return one.SmoothedLoss + (Math.Clamp(share, 0, 1) * (two.SmoothedLoss - one.SmoothedLoss));
    }
}
