namespace Transfer.Data;

public sealed class SeededRandomTests
{
    [Fact]
    public void Each_part_of_the_key_gives_another_stream()
    {
        long[] firsts =
        [
            Stream(RandomPurpose.Order, 1, 2, 3),
            Stream(RandomPurpose.Transform, 1, 2, 3),
            Stream(RandomPurpose.Order, 2, 2, 3),
            Stream(RandomPurpose.Order, 1, 3, 3),
            Stream(RandomPurpose.Order, 1, 2, 4),
            Stream(RandomPurpose.Order, 2, 1, 3),
        ];

        Assert.Distinct(firsts);
        Assert.Equal(firsts[0], Stream(RandomPurpose.Order, 1, 2, 3));

        static long Stream(RandomPurpose purpose, long seed, long first, long second) =>
            new SeededRandom(purpose, seed, first, second).NextInt64();
    }

    [Fact]
    public void The_sequence_is_the_referees()
    {
        var random = new SeededRandom(RandomPurpose.Transform, seed: -5, first: 6, second: 7);
        Assert.Equal(
            TestFiles.Json<RandomReference>("random.json").Doubles, Enumerable.Range(0, 3).Select(_ => random.NextDouble()));
    }

    [Fact]
    public void Every_method_keeps_its_bounds_and_reaches_them()
    {
        var random = new SeededRandom(RandomPurpose.Order, 0, 0);
        var below = new int[5];
        var between = new int[5];
        for (var i = 0; i < 5000; i++)
        {
            below[random.Next(5)]++;
            between[random.Next(-2, 3) + 2]++;
            Assert.InRange(random.NextDouble(), 0, Math.BitDecrement(1.0));
            Assert.InRange(random.NextSingle(), 0, MathF.BitDecrement(1f));
            Assert.InRange(random.Next(), 0, int.MaxValue - 1);
            Assert.InRange(random.NextInt64(), 0, long.MaxValue - 1);
            Assert.InRange(random.NextInt64(long.MinValue, long.MaxValue), long.MinValue, long.MaxValue - 1);
            Assert.InRange(random.NextInt64(7), 0, 6);
        }

        // Five standard deviations of 28 about 1000.
        Assert.All(below.Concat(between), count => Assert.InRange(count, 858, 1142));
        var bytes = new byte[4096];
        random.NextBytes(bytes);
        Assert.InRange(bytes.Distinct().Count(), 250, 256);
        Assert.Equal(0, random.Next(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Next(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.Next(2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextInt64(-1));
    }

    [Fact]
    public void A_shuffle_makes_every_order()
    {
        var random = new SeededRandom(RandomPurpose.Order, 3, 0);
        Dictionary<string, int> orders = [];
        for (var i = 0; i < 6000; i++)
        {
            int[] values = [1, 2, 3];
            random.ShuffleFromFront(values);
            var order = string.Concat(values);
            orders[order] = orders.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(["123", "132", "213", "231", "312", "321"], orders.Keys.Order());
        // Five standard deviations of 29 about 1000.
        Assert.All(orders.Values, count => Assert.InRange(count, 855, 1145));
    }
}
