namespace Transfer.Data;

/// <summary>
/// The weights with which the samples of a line become a window of those of a longer or shorter line: Pillow's
/// <c>precompute_coeffs</c> and <c>normalize_coeffs_8bpc</c> (src/libImaging/Resample.c), in the same order of the same
/// double operations, so that the fixed-point weights are equal.
/// </summary>
internal sealed class ResampleKernel
{
    /// <summary>Fraction bits of a weight: 32, less 8 for the sample, less 2 for sign and overshoot.</summary>
    public const int PrecisionBits = 32 - 8 - 2;

    private readonly int[] first;
    private readonly int[] count;
    private readonly int[] weights;
    private readonly int stride;

    /// <summary>Computes the weights of one pair of lengths.</summary>
    /// <param name="inputLength">Samples of the line.</param>
    /// <param name="outputLength">Samples of the resampled line.</param>
    /// <param name="windowStart">First sample of the resampled line that is wanted.</param>
    /// <param name="windowLength">Number of samples wanted.</param>
    /// <param name="interpolation">The filter.</param>
    public ResampleKernel(
        int inputLength, int outputLength, int windowStart, int windowLength, Interpolation interpolation)
    {
        (var filter, var radius) = interpolation switch
        {
            Interpolation.Bilinear => ((Func<double, double>)Triangle, 1.0),
            Interpolation.Bicubic => (Cubic, 2.0),
            _ => throw new ArgumentOutOfRangeException(nameof(interpolation), interpolation, "Unknown resampling filter."),
        };

        var scale = (double)inputLength / outputLength;
        // Antialias: when shrinking, the filter is widened to cover the samples that fall together.
        var filterScale = Math.Max(scale, 1.0);
        var support = radius * filterScale;
        var inverse = 1.0 / filterScale;
        stride = ((int)Math.Ceiling(support) * 2) + 1;
        first = new int[windowLength];
        count = new int[windowLength];
        weights = new int[windowLength * stride];
        Span<double> line = new double[stride];

        for (var i = 0; i < windowLength; i++)
        {
            var centre = (windowStart + i + 0.5) * scale;
            var start = Math.Max((int)(centre - support + 0.5), 0);
            var length = Math.Min((int)(centre + support + 0.5), inputLength) - start;
            double sum = 0;
            for (var j = 0; j < length; j++)
            {
                line[j] = filter((j + start - centre + 0.5) * inverse);
                sum += line[j];
            }

            first[i] = start;
            count[i] = length;
            for (var j = 0; j < length; j++)
            {
                weights[(i * stride) + j] = ToFixedPoint(sum == 0 ? line[j] : line[j] / sum);
            }
        }
    }

    /// <summary>
    /// Returns the index of the first input sample that contributes to sample <paramref name="i"/> of the window.
    /// </summary>
    public int First(int i) => first[i];

    /// <summary>
    /// Returns the weights of the input samples from <see cref="First"/> on, in units of 2^-<see cref="PrecisionBits"/>.
    /// </summary>
    public ReadOnlySpan<int> Weights(int i) => weights.AsSpan(i * stride, count[i]);

    private static int ToFixedPoint(double weight) => (int)((weight < 0 ? -0.5 : 0.5) + (weight * (1 << PrecisionBits)));

    private static double Triangle(double x)
    {
        x = Math.Abs(x);
        return x < 1.0 ? 1.0 - x : 0.0;
    }

    private static double Cubic(double x)
    {
        const double A = -0.5;
        x = Math.Abs(x);
        return x < 1.0 ? (((((A + 2.0) * x) - (A + 3.0)) * x) * x) + 1
            : x < 2.0 ? ((((((x - 5) * x) + 8) * x) - 4) * A)
            : 0.0;
    }
}
