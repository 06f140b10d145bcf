namespace Transfer.Examples.Gallery;

/// <summary>
/// The images and weights of the Quickstart: five classes of clothes at 64 pixels, and a ResNet18. Other backbones start from
/// random weights, unless the options specify theirs.
/// </summary>
internal sealed class OnShippedPictures(RunOptions options) : Setting
{
    public const int ClassCount = 5;
    private const int Side = 64;
    private const int QuickSide = 32;
    private const int LongestPart = 5;

    /// <summary>Where the weights came from, in words; known once the recipe is written.</summary>
    public string Origin { get; private set; } = "";

    public override Recipe Start(Recipe backbone, string? entry = null, int? pixels = null, int? resize = null)
    {
        if (options.Pretrained)
        {
            Origin = "the source's weights";
            return new Documented().Start(backbone, entry, options.Pixels ?? pixels, options.Pixels ?? resize);
        }

        return StartFromAny(backbone);
    }

    public override Recipe StartFromFile(Recipe backbone, string file, int pixels)
    {
        if (options.Pretrained)
        {
            Origin = "the source's weights";
            return new Documented().StartFromFile(backbone, file, pixels);
        }

        return StartFromAny(backbone);
    }

    public override Recipe FromScratch(Recipe backbone, int pixels = 224, int resize = 256)
    {
        Origin = "random weights, as in the source";
        return AtSize(backbone);
    }

    public override int Classes(int documented) => ClassCount;

    public override int Epochs(int documented, int part = 0) =>
        part < options.Epochs.Count ? options.Epochs[part]
        : options.Quick ? 1
        : Math.Min(documented, LongestPart);

    private Recipe StartFromAny(Recipe backbone)
    {
        var file = options.Weights ?? (Is(backbone, "resnet18") ? ShippedPictures.Weights : null);
        Origin = options.Weights is not null ? Path.GetFileName(options.Weights)
            : file is not null ? "shipped weights"
            : "random weights";
        return AtSize(file is null ? backbone : backbone.Pretrained(WeightsFile.At(file)));
    }

    private Recipe AtSize(Recipe recipe)
    {
        var side = options.Pixels ?? (options.Quick ? QuickSide : Side);
        return recipe.InputSize(side, side);
    }

    private static bool Is(Recipe backbone, string name) => backbone.Compile().Graph.Architecture == name;
}
