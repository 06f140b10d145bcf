using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Transfer.Common;

namespace Transfer.Data;

/// <summary>Against torchvision 0.14 on Pillow 9.4; see tools/referee/preprocessing.py.</summary>
public sealed class ImagePreprocessorTests
{
    private static readonly Reference Expected = TestFiles.Json<Reference>("preprocessing.json");

    public static TheoryData<FormulaCase> FormulaCases => [.. Expected.Formula];

    public static TheoryData<FileCase> FileCases => [.. Expected.Files];

    [Fact]
    public void The_formula_picture_is_the_referees() =>
        Assert.Equal(Expected.FormulaSha256, Hash(Pictures.Formula(64, 48).Pixels));

    [Theory]
    [MemberData(nameof(FormulaCases))]
    public void Is_bit_equal_to_torchvision(FormulaCase c)
    {
        var preprocessor = new ImagePreprocessor(ImageNet(c.Resize, c.Crop, c.Interpolation));
        var actual = new float[preprocessor.Length];
        Array.Fill(actual, float.NaN);

        preprocessor.Write(Pictures.Formula(c.Width, c.Height), actual);

        Assert.Equal(c.Sha256, Hash(MemoryMarshal.AsBytes<float>(actual)));
    }

    [Theory]
    [MemberData(nameof(FileCases))]
    public void Files_become_what_torchvision_makes_of_them(FileCase c)
    {
        var image = ImageDecoder.TryDecode(TestFiles.Path("pictures", c.File), out var reason);
        Assert.Null(reason);
        var preprocessor = new ImagePreprocessor(ImageNet(c.Resize, c.Crop, c.Interpolation));
        var actual = new float[preprocessor.Length];

        preprocessor.Write(image!, actual);

        var expected = MemoryMarshal.Cast<byte, float>(Convert.FromBase64String(c.Expected)).ToArray();
        // PNG decodes to the same bytes everywhere. JPEG decoders may differ by rounding: one step of 1/255 over the std.
        var tolerance = c.File.EndsWith(".png", StringComparison.Ordinal) ? 0 : 1.01f / 255f / 0.224f;
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.Second - pair.First, -tolerance, tolerance));
    }

    [Fact]
    public void A_picture_of_the_crops_size_is_only_normalized()
    {
        var image = Pictures.Formula(6, 6);
        var preprocessor = new ImagePreprocessor(new Preprocessing(
            6, 6, Interpolation.Bicubic, EquatableList.Of(0.0, 0.5, 0.25), EquatableList.Of(1.0, 0.5, 2.0)));
        var actual = new float[3 * 36];

        preprocessor.Write(image, actual);

        for (var i = 0; i < 36; i++)
        {
            Assert.Equal(image.Pixels[i * 3] / 255f, actual[i]);
            Assert.Equal(((image.Pixels[(i * 3) + 1] / 255f) - 0.5f) / 0.5f, actual[36 + i]);
            Assert.Equal(((image.Pixels[(i * 3) + 2] / 255f) - 0.25f) / 2f, actual[72 + i]);
        }
    }

    [Fact]
    public void Many_sizes_through_one_preprocessor_give_what_a_fresh_one_gives()
    {
        var preprocessing = ImageNet(9, 8, Interpolation.Bilinear);
        var shared = new ImagePreprocessor(preprocessing);
        var actual = new float[shared.Length];
        var expected = new float[shared.Length];
        // More sizes than kernels are kept, then some of the first again.
        foreach (var height in Enumerable.Range(10, 1100).Concat(Enumerable.Range(10, 5)))
        {
            var image = Pictures.Formula(9, height);
            shared.Write(image, actual);
            if (height % 100 < 15)
            {
                new ImagePreprocessor(preprocessing).Write(image, expected);
                Assert.Equal(expected, actual);
            }
        }
    }

    [Theory]
    [InlineData(0, 8)]
    [InlineData(8, 0)]
    [InlineData(-1, 8)]
    public void Refuses_sizes_below_one(int resize, int crop)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => ImageNet(resize, crop, Interpolation.Bilinear));
        Assert.Equal(resize < 1 ? "resize" : "crop", error.ParamName);
        Assert.Contains($"must be 1 or more, got {Math.Min(resize, crop)}", error.Message);
    }

    [Fact]
    public void Refuses_channels_that_are_not_three_or_not_usable()
    {
        AssertRefused([0.5], [0.2, 0.2, 0.2], "mean is [0.5] and std is [0.2, 0.2, 0.2]");
        AssertRefused([0.5, 0.5], [0.5, 0.5], "The preprocessing has 2 channels");
        AssertRefused([], [], "mean has a value for each channel");
        AssertRefused(
            [0.5, double.NaN, 0.5], [0.2, 0.2, 0.2], "mean has a value for each channel, each finite; got [0.5, NaN, 0.5]");
        AssertRefused(
            [0.5, 0.5, 0.5], [0.5, 0, 0.5], "std has a value for each channel, each finite and above 0; got [0.5, 0, 0.5]");
        AssertRefused([0.5], [0.5], "interpolation must be one of Bilinear, Bicubic, got 7", (Interpolation)7);

        static void AssertRefused(
            double[] mean, double[] std, string message, Interpolation interpolation = Interpolation.Bilinear) =>
            Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(
                () => new ImagePreprocessor(new Preprocessing(8, 8, interpolation, mean, std))).Message);
    }

    [Fact]
    public void Refuses_a_destination_of_another_length()
    {
        var preprocessor = new ImagePreprocessor(ImageNet(8, 8, Interpolation.Bilinear));
        var error = Assert.Throws<ArgumentException>(() => preprocessor.Write(Pictures.Formula(9, 9), new float[191]));
        Assert.Contains("191", error.Message);
        Assert.Contains("192", error.Message);
    }

    [Fact]
    public void Refuses_to_normalize_a_picture_that_does_not_fit()
    {
        var preprocessor = new ImagePreprocessor(ImageNet(8, 8, Interpolation.Bilinear));
        var error = Assert.Throws<ArgumentException>(() => preprocessor.Normalize(Pictures.Formula(9, 8), new float[192]));
        Assert.Contains("9 × 8", error.Message);
        Assert.Contains("8 × 8", error.Message);
        Assert.Throws<ArgumentException>("destination", () => preprocessor.Normalize(Pictures.Formula(8, 8), new float[191]));
    }

    [Fact]
    public void Grey_is_Pillows_luma()
    {
        var grey = Augmentations.Grayscale(1)
            .Apply(Pictures.Formula(64, 48), ImageNet(8, 8, Interpolation.Bilinear), new Random(0));
        Assert.Equal(Expected.GreySha256, Hash(grey.Pixels));
    }

    [Fact]
    public void One_channel_is_the_grey_of_the_resized_picture()
    {
        var picture = Pictures.Formula(64, 48);
        var preprocessor = new ImagePreprocessor(
            new Preprocessing(36, 32, Interpolation.Bilinear, [0.25], [0.5]));
        var values = new float[32 * 32];
        preprocessor.Write(picture, values);

        var grey = Luma.Grey(preprocessor.Fit(picture));
        Assert.Equal(values.Length, preprocessor.Length);
        Assert.Equal(Enumerable.Range(0, values.Length).Select(i => ((grey.Pixels[3 * i] / 255f) - 0.25f) / 0.5f), values);
    }

    private static Preprocessing ImageNet(int resize, int crop, Interpolation interpolation) =>
        new(resize, crop, interpolation, Preprocessing.ImageNetMean, Preprocessing.ImageNetStd);

    private static Preprocessing ImageNet(int resize, int crop, string interpolation) =>
        ImageNet(resize, crop, Enum.Parse<Interpolation>(interpolation, ignoreCase: true));

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    public sealed record FormulaCase(int Width, int Height, int Resize, int Crop, string Interpolation, string Sha256);

    public sealed record FileCase(string File, int Resize, int Crop, string Interpolation, string Expected);

    private sealed record Reference(FormulaCase[] Formula, FileCase[] Files, string GreySha256, string FormulaSha256);
}
