namespace Transfer.Data;

/// <summary>Draws from distributions, for augmentations.</summary>
public static class Chance
{
    /// <summary>Draws from an interval, each number as likely as the others.</summary>
    /// <param name="random">The source of chance.</param>
    /// <param name="low">The least number.</param>
    /// <param name="high">The bound above, which is not drawn.</param>
    /// <returns>The number.</returns>
    public static double Uniform(this Random random, double low, double high) => low + ((high - low) * random.NextDouble());

    /// <summary>
    /// Shuffles (Fisher–Yates from the front: a draw of k is the start of any longer draw), with the same result on every
    /// .NET version (which <see cref="Random.Shuffle{T}(Span{T})"/> does not promise).
    /// </summary>
    /// <param name="random">The source of chance.</param>
    /// <param name="values">What is put in another order.</param>
    public static void ShuffleFromFront(this Random random, Span<int> values)
    {
        for (var i = 0; i < values.Length - 1; i++)
        {
            var j = random.Next(i, values.Length);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    /// <summary>Draws from the standard normal distribution: Box and Muller (1958).</summary>
    /// <param name="random">The source of chance.</param>
    /// <returns>The number.</returns>
    public static double Normal(this Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>Draws from Beta(alpha, alpha), as the share of one of two gamma variates.</summary>
    /// <param name="random">The source of chance.</param>
    /// <param name="alpha">Both parameters, above 0.</param>
    /// <returns>A number from 0 to 1.</returns>
    public static double Beta(this Random random, double alpha)
    {
        var one = LogGamma(random, alpha);
        var other = LogGamma(random, alpha);
        return 1 / (1 + Math.Exp(other - one));
    }

    // The logarithm of a Gamma(shape) variate: Marsaglia and Tsang (2000). Logarithms, since for a small shape the variates
    // themselves are too small for a double.
    private static double LogGamma(Random random, double shape)
    {
        var boost = shape < 1 ? Math.Log(1 - random.NextDouble()) / shape : 0;
        var d = (shape < 1 ? shape + 1 : shape) - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = random.Normal();
            var v = 1 + (c * x);
            v = v * v * v;
            if (v > 0 && Math.Log(1 - random.NextDouble()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
            {
                return boost + Math.Log(d * v);
            }
        }
    }
}
