namespace Transfer.Data;

/// <summary>Draws from distributions.</summary>
internal static class Chance
{
    public static double Uniform(this Random random, double low, double high) => low + ((high - low) * random.NextDouble());

    /// <summary>
    /// Shuffles (Fisher–Yates from the front: a draw of k is the start of any longer draw), with the same result on every
    /// .NET version (which <see cref="Random.Shuffle{T}(Span{T})"/> does not promise).
    /// </summary>
    public static void ShuffleFromFront(this Random random, Span<int> values)
    {
        for (int i = 0; i < values.Length - 1; i++)
        {
            int j = random.Next(i, values.Length);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    /// <summary>Standard normal: Box and Muller (1958).</summary>
    public static double Normal(this Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>Beta(alpha, alpha), as the share of one of two gamma variates.</summary>
    public static double Beta(this Random random, double alpha)
    {
        double one = LogGamma(random, alpha);
        double other = LogGamma(random, alpha);
        return 1 / (1 + Math.Exp(other - one));
    }

    // The logarithm of a Gamma(shape) variate: Marsaglia and Tsang (2000). Logarithms, since for a small shape the variates
    // themselves are too small for a double.
    private static double LogGamma(Random random, double shape)
    {
        double boost = shape < 1 ? Math.Log(1 - random.NextDouble()) / shape : 0;
        double d = (shape < 1 ? shape + 1 : shape) - (1.0 / 3);
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = random.Normal();
            double v = 1 + (c * x);
            v = v * v * v;
            if (v > 0 && Math.Log(1 - random.NextDouble()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
            {
                return boost + Math.Log(d * v);
            }
        }
    }
}
