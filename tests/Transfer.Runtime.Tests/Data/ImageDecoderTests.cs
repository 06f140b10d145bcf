namespace Transfer.Data;

/// <summary>Against Pillow 9.4; see tools/referee/formats.py and exif.py.</summary>
public sealed class ImageDecoderTests
{
    public static TheoryData<FormatCase> Formats => [.. TestFiles.Json<FormatCase[]>("formats.json")];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Each_format_becomes_Pillows_rgb(FormatCase c)
    {
        var image = Decode(TestFiles.Path("formats", c.File));

        Assert.Equal((c.Width, c.Height), (image.Width, image.Height));
        Assert.InRange(GreatestDifference(image, c.Expected), 0, c.Tolerance);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Each_exif_orientation_is_turned_upright(int orientation)
    {
        var upright = TestFiles.Json<ExifReference>("exif.json");

        var image = Decode(TestFiles.Path("exif", $"{orientation}.jpg"));

        Assert.Equal((upright.Width, upright.Height), (image.Width, image.Height));
        // One step that JPEG itself loses at quality 95, and one between decoders.
        Assert.InRange(GreatestDifference(image, upright.Expected), 0, 2);
    }

    [Fact]
    public void A_missing_file_and_an_empty_file_have_their_reasons()
    {
        using var folder = new TemporaryFolder();
        Assert.Null(ImageDecoder.TryDecode(folder.At("none.png"), out var missing));
        Assert.Contains("none.png", missing);
        Assert.Null(ImageDecoder.TryDecode(folder.Write("empty.png", []), out var empty));
        Assert.Equal("the file is empty", empty);
    }

    [Theory]
    [InlineData("pictures/landscape.png")]
    [InlineData("pictures/smooth.jpg")]
    [InlineData("formats/lossy.webp")]
    [InlineData("formats/rgb.BMP")]
    public void A_file_cut_in_half_is_refused(string name)
    {
        using var folder = new TemporaryFolder();
        var whole = File.ReadAllBytes(TestFiles.Path(name.Split('/')));
        var path = folder.Write("half" + Path.GetExtension(name), whole[..((whole.Length + 100) / 2)]);

        Assert.Null(ImageDecoder.TryDecode(path, out var reason));
        Assert.NotNull(reason);
    }

    private static RgbImage Decode(string path)
    {
        Assert.Null(ImageDecoder.CheckHeader(path));
        var image = ImageDecoder.TryDecode(path, out var reason);
        Assert.Null(reason);
        return image!;
    }

    private static int GreatestDifference(RgbImage image, string expectedBase64)
    {
        var expected = Convert.FromBase64String(expectedBase64);
        Assert.Equal(expected.Length, image.Pixels.Length);
        return expected.Zip(image.Pixels.ToArray(), (e, a) => Math.Abs(e - a)).Max();
    }

    public sealed record FormatCase(string File, int Width, int Height, int Tolerance, string Why, string Expected);

    private sealed record ExifReference(int Width, int Height, string Expected);
}
