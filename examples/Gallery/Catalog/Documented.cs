namespace Transfer.Examples.Gallery;

/// <summary>The source's own weights, images, classes and epochs.</summary>
internal sealed class Documented : Setting
{
    private readonly SortedDictionary<int, int> epochs = [];

    /// <summary>The numbers of epochs that the recipe asked for, by part.</summary>
    public IReadOnlyList<int> Asked => [.. epochs.Values];

    public override Recipe Start(Recipe backbone, string? entry = null, int? pixels = null, int? resize = null)
    {
        var started = entry is null ? backbone.Pretrained() : backbone.Pretrained(entry);
        return pixels is { } side ? started.InputSize(side, resize) : started;
    }

    public override Recipe StartFromFile(Recipe backbone, string file, int pixels) =>
        backbone.Pretrained(WeightsFile.At(file)).InputSize(pixels, pixels);

    public override Recipe FromScratch(Recipe backbone, int pixels = 224, int resize = 256) => backbone.InputSize(pixels, resize);

    public override int Classes(int documented) => documented;

    public override int Epochs(int documented, int part = 0) => epochs[part] = documented;
}
