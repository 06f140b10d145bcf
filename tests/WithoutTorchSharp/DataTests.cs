using Transfer;
using Transfer.Data;
using Transfer.Metrics;

namespace WithoutTorchSharp;

public sealed class DataTests
{
    private static readonly Preprocessing Small =
        new(2, 2, Interpolation.Bilinear, Preprocessing.ImageNetMean, Preprocessing.ImageNetStd);

    [Fact]
    public void A_folder_becomes_batches()
    {
        using var folder = new Folder();
        Paint(folder["dark"], "1.bmp", 10);
        Paint(folder["light"], "1.bmp", 250);
        Paint(folder["light"], "2.bmp", 240);
        var images = ImageFolder.Open(Path.GetDirectoryName(folder["dark"])!);

        using var batch = new BatchLoader(images, Small).Epoch(0).Single();

        Assert.Equal(["dark", "light"], images.ClassNames);
        Assert.Equal([0L, 1, 1], batch.Labels);
        Assert.Equal(3 * 3 * 2 * 2, batch.Pixels.Length);
        Assert.Equal(((250 / 255f) - 0.485f) / 0.229f, batch.Pixels[12]);
        Assert.Equal([1f, 0, 0, 1, 0, 1], batch.SoftTargets(2));
    }

    [Fact]
    public void An_epoch_goes_on_from_any_batch_on()
    {
        var images = new ImageArrays([.. Enumerable.Range(0, 5 * 12).Select(i => (byte)i)], 2, 2, [0, 1, 0, 1, 0]);
        var loader = new BatchLoader(images, Small, new() { BatchSize = 2, Shuffle = true, Seed = 3 });

        var whole = Indices(loader.Epoch(1));
        Assert.Equal(whole.Skip(2), Indices(loader.EpochFrom(1, 1, CancellationToken.None)));

        static int[] Indices(IEnumerable<Batch> batches) => [.. batches.SelectMany(batch =>
        {
            using (batch)
            {
                return batch.Indices;
            }
        })];
    }

    [Fact]
    public void Logits_become_a_report()
    {
        var meter = new ClassificationMeter(["dark", "light"]);
        meter.Add([2, 1, 0, 1], [0, 1]);
        Assert.Equal(1, meter.Report.Top1);
        Assert.Contains("light", meter.Report.ToString());
    }

    // An image of 2 × 2 pixels of one grey: 24 bits a pixel, rows padded to 4 bytes.
    private static void Paint(string folder, string name, byte grey)
    {
        Directory.CreateDirectory(folder);
        var row = new byte[] { grey, grey, grey, grey, grey, grey, 0, 0 };
        File.WriteAllBytes(Path.Combine(folder, name),
        [
            (byte)'B', (byte)'M', 70, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0,
            40, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 1, 0, 24, 0, 0, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            0, 0,
            .. row, .. row,
        ]);
    }
}
