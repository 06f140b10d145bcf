namespace Transfer.Data;

public sealed class ImageArraysTests
{
    [Fact]
    public void Each_layout_gives_the_same_picture()
    {
        int[] labels = [0, 1];
        byte[] interleaved = [0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6];
        byte[] planar = [0, 0, 0, 0, 0, 0, 1, 4, 2, 5, 3, 6];

        var first = new ImageArrays(interleaved, 2, 1, labels).Load(1);
        var second = new ImageArrays(planar, 2, 1, labels, layout: PixelLayout.Planar).Load(1);

        Assert.Equal([1, 2, 3, 4, 5, 6], first.Pixels.ToArray());
        Assert.Equal(first.Pixels, second.Pixels);
        var grey = new ImageArrays([6, 7, 8, 9], 2, 1, labels, layout: PixelLayout.Grey).Load(1);
        Assert.Equal([8, 8, 8, 9, 9, 9], grey.Pixels.ToArray());
    }

    [Fact]
    public void Refuses_samples_and_labels_that_do_not_fit()
    {
        Assert.Contains("11", Assert.Throws<ArgumentException>(() => new ImageArrays(new byte[11], 2, 1, [0, 0])).Message);
        Assert.Throws<ArgumentException>(() => new ImageArrays([], 2, 1, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageArrays([], 0, 1, [0]));
        Assert.Contains(
            "Item 1 has label -1", Assert.Throws<DatasetException>(() => new ImageArrays(new byte[6], 1, 1, [0, -1])).Message);
    }

    [Fact]
    public void Refuses_an_index_outside()
    {
        var dataset = Pictures.Dataset(0, 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => dataset.Load(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => dataset.Load(-1));
    }

    [Fact]
    public void A_picture_has_the_bytes_of_its_sides()
    {
        Assert.Throws<ArgumentException>(() => new RgbImage(2, 2, new byte[11]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RgbImage(0, 2, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RgbImage(2, -1, []));
    }
}
