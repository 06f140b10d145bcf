namespace Transfer.Data;

public sealed class CachedDatasetTests
{
    [Fact]
    public void Decodes_each_picture_once()
    {
        var source = new CountingDataset(Pictures.Dataset(0, 1, 2));
        var cached = source.CacheInMemory();

        for (var epoch = 0; epoch < 3; epoch++)
        {
            for (var i = 0; i < 3; i++)
            {
                Assert.Equal(source.Inner.Load(i).Pixels, cached.Load(i).Pixels);
            }
        }

        Assert.Equal([1, 1, 1], source.Loads);
    }

    [Fact]
    public void Keeps_no_more_than_it_may()
    {
        var source = new CountingDataset(Pictures.Dataset(0, 1, 2));
        // An image is 5 × 4 × 3 = 60 bytes: two fit.
        var cached = source.CacheInMemory(maxBytes: 179);

        for (var epoch = 0; epoch < 3; epoch++)
        {
            for (var i = 0; i < 3; i++)
            {
                Assert.Equal(source.Inner.Load(i).Pixels, cached.Load(i).Pixels);
            }
        }

        Assert.Equal([1, 1, 3], source.Loads);
    }

    [Fact]
    public void Passes_the_rest_on()
    {
        var source = Pictures.Dataset(0, 2);
        var cached = source.CacheInMemory(0);

        Assert.Equal(2, cached.Count);
        Assert.Equal(2, cached.Label(1));
        Assert.Equal("item 1", cached.Name(1));
        Assert.Equal(source.ClassNames, cached.ClassNames);
        Assert.Throws<ArgumentOutOfRangeException>(() => source.CacheInMemory(-1));
    }

    private sealed class CountingDataset(IImageDataset inner) : IImageDataset
    {
        public IImageDataset Inner => inner;

        public int[] Loads { get; } = new int[inner.Count];

        public int Count => inner.Count;

        public IReadOnlyList<string> ClassNames => inner.ClassNames;

        public int Label(int index) => inner.Label(index);

        public RgbImage Load(int index)
        {
            Loads[index]++;
            return inner.Load(index);
        }
    }
}
