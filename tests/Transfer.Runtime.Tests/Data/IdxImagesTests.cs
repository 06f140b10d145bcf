using System.Buffers.Binary;
using System.IO.Compression;

namespace Transfer.Data;

public sealed class IdxImagesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Reads_grey_pictures_as_rgb()
    {
        var dataset = Open(Idx([2, 2, 3], Count(12)), Idx([2], [1, 0]));

        Assert.Equal(2, dataset.Count);
        Assert.Equal(["0", "1"], dataset.ClassNames);
        Assert.Equal((1, 0), (dataset.Label(0), dataset.Label(1)));
        var second = dataset.Load(1);
        Assert.Equal((3, 2), (second.Width, second.Height));
        Assert.Equal([6, 6, 6, 7, 7, 7, 8, 8, 8, 9, 9, 9, 10, 10, 10, 11, 11, 11], second.Pixels.ToArray());
    }

    [Fact]
    public void Reads_rgb_pictures()
    {
        var dataset = Open(Idx([2, 1, 2, 3], Count(12)), Idx([2], [0, 2]), ["a", "b", "c"]);

        Assert.Equal(["a", "b", "c"], dataset.ClassNames);
        Assert.Equal(2, dataset.Label(1));
        Assert.Equal((2, 1), (dataset.Load(1).Width, dataset.Load(1).Height));
        Assert.Equal([6, 7, 8, 9, 10, 11], dataset.Load(1).Pixels.ToArray());
    }

    [Fact]
    public void Recognises_gzip_by_content()
    {
        var images = Gzip(Idx([1, 1, 2], [7, 9]));
        var dataset = Open(images, Gzip(Idx([1], [0])));
        Assert.Equal([7, 7, 7, 9, 9, 9], dataset.Load(0).Pixels.ToArray());
    }

    [Theory]
    [InlineData(3)]
    [InlineData(9)]
    [InlineData(20)]
    public void A_truncated_file_is_named(int length) =>
        AssertRefused(Idx([2, 2, 3], Count(12))[..length], Idx([2], [1, 0]), "images'", "is truncated");

    [Theory]
    [InlineData(5)]
    [InlineData(15)]
    [InlineData(300)]
    public void A_truncated_gzip_file_is_named(int length)
    {
        var noise = new byte[3 * 400];
        new Random(1).NextBytes(noise);
        AssertRefused(
            Gzip(Idx([3, 20, 20], noise))[..length], Idx([3], [0, 0, 0]), "images'", "truncated");
    }

    [Fact]
    public void A_file_with_more_than_its_shape_is_refused() =>
        AssertRefused([.. Idx([1, 1, 2], [1, 2]), 3], Idx([1], [0]), "should have 2 bytes after its header but has more");

    [Fact]
    public void Other_files_and_element_types_are_refused()
    {
        AssertRefused("\u0089PNG\r\n"u8.ToArray(), Idx([1], [0]), "is not an IDX file");
        var floats = Idx([1, 1, 1], [0]);
        floats[2] = 0x0D;
        AssertRefused(floats, Idx([1], [0]), "type 0x0D");
        AssertRefused(Idx([1, 1, 1, 1, 1], [0]), Idx([1], [0]), "rank 5");
    }

    [Fact]
    public void A_header_that_claims_more_than_memory_is_refused() =>
        AssertRefused(Idx([int.MaxValue, int.MaxValue, int.MaxValue], []), Idx([1], [0]), "more than an array can hold");

    [Fact]
    public void Shapes_that_are_no_pictures_or_labels_are_refused()
    {
        var images = Idx([1, 1, 2], [1, 2]);
        var labels = Idx([1], [0]);
        AssertRefused(Idx([1, 1, 1, 2], [1, 2]), labels, "shape (1, 1, 1, 2)");
        AssertRefused(labels, labels, "Is it the file of labels?");
        AssertRefused(images, images, "Is it the file of images?");
        AssertRefused(Idx([0, 28, 28], []), Idx([0], []), "nothing in it");
        AssertRefused(Idx([2, 0, 28], []), Idx([2], [0, 0]), "nothing in it");
    }

    [Fact]
    public void Counts_and_labels_are_checked()
    {
        AssertRefused(Idx([2, 1, 1], [1, 2]), Idx([3], [0, 1, 2]), "2 images", "3 labels");
        var images = folder.Write("i", Idx([2, 1, 1], [1, 2]));
        var labels = folder.Write("l", Idx([2], [0, 2]));
        var error = Assert.Throws<DatasetException>(() => IdxImages.Open(images, labels, ["a", "b"]));
        Assert.Contains("Item 1 has label 2", error.Message);
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains(
            "none", Assert.Throws<FileNotFoundException>(() => IdxImages.Open(folder.At("none"), folder.At("none"))).Message);

    private static byte[] Count(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)i)];

    private static byte[] Idx(int[] shape, byte[] data)
    {
        var file = new byte[4 + (4 * shape.Length) + data.Length];
        file[2] = 0x08;
        file[3] = (byte)shape.Length;
        for (var axis = 0; axis < shape.Length; axis++)
        {
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4 + (4 * axis)), shape[axis]);
        }

        data.CopyTo(file, file.Length - data.Length);
        return file;
    }

    private static byte[] Gzip(byte[] data)
    {
        using var result = new MemoryStream();
        using (var zip = new GZipStream(result, CompressionLevel.Optimal))
        {
            zip.Write(data);
        }

        return result.ToArray();
    }

    private ImageArrays Open(byte[] images, byte[] labels, string[]? classNames = null) =>
        IdxImages.Open(folder.Write("images", images), folder.Write("labels", labels), classNames);

    private void AssertRefused(byte[] images, byte[] labels, params string[] parts)
    {
        var message = Assert.Throws<DatasetException>(() => Open(images, labels)).Message;
        Assert.Contains(folder.Root, message);
        Assert.All(parts, part => Assert.Contains(part, message));
    }
}
