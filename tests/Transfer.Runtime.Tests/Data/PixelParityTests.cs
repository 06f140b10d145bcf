using System.Security.Cryptography;

namespace Transfer.Data;

/// <summary>
/// Pixels against those of torchvision on PIL images (tools/referee/augmentation.py): equal, each byte.
/// </summary>
public sealed class PixelParityTests
{
    public static TheoryData<string> Operations => [.. Reference.SelectMany(g => g.Cases).Select(c => c.Operation).Distinct()];

    private static Group[] Reference { get; } = TestFiles.Json<Group[]>("augmentation.json");

    [Theory]
    [MemberData(nameof(Operations))]
    public void Equals_torchvision(string operation)
    {
        List<string> different = [];
        foreach (var group in Reference)
        {
            var picture = group.Make();
            different.AddRange(
                from one in @group.Cases
                where one.Operation == operation
                where !string.Equals(one.Sha, Sha(Apply(picture, operation, one.Arguments)), StringComparison.Ordinal)
                select $"{@group.Picture} {@group.Width}×{@group.Height} ({string.Join(", ", one.Arguments)})");
        }

        Assert.Empty(different);
    }

    [Fact]
    public void The_reference_is_whole() => Assert.Equal(1950, Reference.Sum(g => g.Cases.Length));

    private static RgbImage Apply(RgbImage picture, string operation, double[] a) => operation switch
    {
        "hflip" => Flips.Horizontal(picture),
        "vflip" => Flips.Vertical(picture),
        "grey" => Luma.Grey(picture),
        "equalize" => Tones.Equalize(picture),
        "autocontrast" => Tones.AutoContrast(picture),
        "rotate" => Affine.Rotate(picture, a[0]),
        "brightness" => Colours.Brightness(picture, a[0]),
        "contrast" => Colours.Contrast(picture, a[0]),
        "saturation" => Colours.Saturation(picture, a[0]),
        "sharpness" => Sharpening.Apply(picture, a[0]),
        "hue" => Hue.Shift(picture, a[0]),
        "posterize" => Tones.Posterize(picture, (int)a[0]),
        "solarize" => Tones.Solarize(picture, a[0]),
        "shift" => Crops.Shifted(picture, (int)a[0], (int)a[1]),
        "trivial" => TrivialOperations.Apply(picture, (TrivialOperation)a[0], (int)a[1], (int)a[2]),
        "resized_crop_bilinear" => Crop(picture, a, Interpolation.Bilinear),
        "resized_crop_bicubic" => Crop(picture, a, Interpolation.Bicubic),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "Not in the referee's table."),
    };

    private static RgbImage Crop(RgbImage picture, double[] a, Interpolation interpolation) =>
        Crops.Resized(picture, (int)a[0], (int)a[1], (int)a[2], (int)a[3], (int)a[4], interpolation);

    private static string Sha(RgbImage picture) => Convert.ToHexStringLower(SHA256.HashData(picture.Pixels))[..16];

    private sealed record Group(string Picture, int Width, int Height, Case[] Cases)
    {
        public RgbImage Make() => Picture switch
        {
            "formula" => Pictures.Formula(Width, Height),
            "dull" => Pictures.Dull(Width, Height),
            "flat" => Pictures.Flat(Width, Height),
            _ => Pictures.Hues(Width, Height),
        };
    }

    private sealed record Case(string Operation, double[] Arguments, string Sha);
}
