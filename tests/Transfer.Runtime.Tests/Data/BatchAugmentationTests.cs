using CsCheck;

namespace Transfer.Data;

public sealed class BatchAugmentationTests
{
    private const int Size = 8;

    private static readonly Gen<(int Count, double Alpha, long Seed)> Batches =
        Gen.Select(Gen.Int[1, 6], Gen.Double[0.05, 4], Gen.Long);

    [Fact]
    public void Targets_sum_to_one_and_the_same_seed_mixes_the_same() => Batches.Sample(batch =>
    {
        foreach (var mix in (BatchAugmentation[])[new MixUp(batch.Alpha), new CutMix(batch.Alpha)])
        {
            (var pixels, var targets) = Mix(mix, batch.Count, batch.Seed);
            Assert.All(targets.Chunk(batch.Count), row => Assert.Equal(1, row.Sum(), 1e-5));
            (var again, var targetsAgain) = Mix(mix, batch.Count, batch.Seed);
            Assert.Equal(pixels, again);
            Assert.Equal(targets, targetsAgain);
        }
    });

    [Fact]
    public void CutMix_gives_targets_the_area_that_was_put_over() => Batches.Sample(batch =>
    {
        // Each image is filled with its own number, and is the only one of its class.
        (var pixels, var targets) = Mix(new CutMix(batch.Alpha), batch.Count, batch.Seed);
        for (var i = 0; i < batch.Count; i++)
        {
            var picture = pixels[(i * 3 * Size * Size)..((i + 1) * 3 * Size * Size)];
            Assert.All(picture, value => Assert.True(value == i || value == (i + batch.Count - 1) % batch.Count));
            Assert.Equal(picture.Count(value => value == i) / (3.0 * Size * Size), targets[(i * batch.Count) + i], 1e-6);
        }
    });

    [Fact]
    public void MixUp_mixes_pixels_and_targets_by_the_same_share() => Batches.Sample(batch =>
    {
        (var pixels, var targets) = Mix(new MixUp(batch.Alpha), batch.Count, batch.Seed);
        for (var i = 0; i < batch.Count; i++)
        {
            var mean = targets.AsSpan(i * batch.Count, batch.Count).ToArray().Select((share, c) => share * c).Sum();
            Assert.All(pixels[(i * 3 * Size * Size)..((i + 1) * 3 * Size * Size)], value => Assert.Equal(mean, value, 1e-4));
        }
    });

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.4)]
    [InlineData(1)]
    [InlineData(5)]
    public void Shares_have_the_moments_of_the_beta_distribution(double alpha)
    {
        var random = new SeededRandom(RandomPurpose.Mix, seed: 3, first: 1);
        double[] drawn = [.. Enumerable.Range(0, 40000).Select(_ => random.Beta(alpha))];

        Assert.All(drawn, share => Assert.InRange(share, 0, 1));
        // Five standard deviations of a mean of 40000 draws, whose variance is at most 1/4.
        Assert.Equal(0.5, drawn.Average(), 0.0125);
        Assert.Equal(1 / (4 * ((2 * alpha) + 1)), drawn.Average(share => (share - 0.5) * (share - 0.5)), 0.005);
    }

    private static (float[] Pixels, float[] Targets) Mix(BatchAugmentation mix, int count, long seed)
    {
        float[] pixels = [.. Enumerable.Range(0, count * 3 * Size * Size).Select(i => (float)(i / (3 * Size * Size)))];
        var targets = Targets.OneHot([.. Enumerable.Range(0, count).Select(c => (long)c)], count);
        mix.Mix(pixels, targets, count, Size, new SeededRandom(RandomPurpose.Mix, seed, 0));
        return (pixels, targets);
    }
}
