namespace Transfer.Data;

/// <summary>Loads the rows of an epoch.</summary>
internal sealed class FeatureLoader(IImageDataset dataset, IFeatureRows features, BatchLoaderOptions options, int epoch)
    : ItemLoader(dataset)
{
    public override int Length => features.Length;

    protected override void Write(int index, Span<float> destination) =>
        features.Read(index, options.Views is null ? 0 : options.ViewOf(epoch), destination);
}
