namespace Transfer.Data;

/// <summary>Specifies what a stream of random numbers is for; streams for different purposes are independent.</summary>
public enum RandomPurpose
{
    /// <summary>The images drawn from a dataset.</summary>
    Split = 1,

    /// <summary>The order of an epoch's images.</summary>
    Order = 2,

    /// <summary>The random changes of one image.</summary>
    Transform = 3,

    /// <summary>The random changes of a batch.</summary>
    Mix = 4,

    /// <summary>The random operations of the network in a training step.</summary>
    Step = 5,
}

/// <summary>
/// Generates random numbers that are a pure function of a key, the same on every machine and .NET version: SplitMix64 (Steele,
/// Lea and Flood 2014), whose state mixes in the parts of the key one after another.
/// </summary>
/// <remarks><see cref="Random"/> itself takes a seed of 32 bits only, and promises no sequence for its methods.</remarks>
public sealed class SeededRandom : Random
{
    private ulong state;

    /// <summary>Initializes a stream of random numbers.</summary>
    /// <param name="purpose">What it is for.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="first">The first part of the key, such as the epoch.</param>
    /// <param name="second">The second part of the key, such as the image's index.</param>
    public SeededRandom(RandomPurpose purpose, long seed, long first, long second = 0)
    {
        state = Mix((ulong)purpose);
        state = Mix(state ^ (ulong)seed);
        state = Mix(state ^ (ulong)first);
        state = Mix(state ^ (ulong)second);
    }

    /// <inheritdoc/>
    public override int Next() => (int)Below(int.MaxValue);

    /// <inheritdoc/>
    public override int Next(int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return (int)Below((ulong)maxValue);
    }

    /// <inheritdoc/>
    public override int Next(int minValue, int maxValue) => (int)NextInt64(minValue, maxValue);

    /// <inheritdoc/>
    public override long NextInt64() => (long)Below(long.MaxValue);

    /// <inheritdoc/>
    public override long NextInt64(long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return (long)Below((ulong)maxValue);
    }

    /// <inheritdoc/>
    public override long NextInt64(long minValue, long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        return unchecked(minValue + (long)Below((ulong)maxValue - (ulong)minValue));
    }

    /// <inheritdoc/>
    public override double NextDouble() => (NextWord() >> 11) * (1.0 / (1UL << 53));

    /// <inheritdoc/>
    public override float NextSingle() => (NextWord() >> 40) * (1.0f / (1UL << 24));

    /// <inheritdoc/>
    public override void NextBytes(byte[] buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        NextBytes(buffer.AsSpan());
    }

    /// <inheritdoc/>
    public override void NextBytes(Span<byte> buffer)
    {
        foreach (ref var value in buffer)
        {
            value = (byte)(NextWord() >> 56);
        }
    }

    /// <inheritdoc/>
    protected override double Sample() => NextDouble();

    // The high word of a 128-bit product: below the bound, with a bias under bound / 2^64.
    private ulong Below(ulong bound) => Math.BigMul(NextWord(), bound, out _);

    private ulong NextWord() => Mix(state = unchecked(state + 0x9E3779B97F4A7C15));

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
