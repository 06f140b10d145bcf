namespace Transfer.Architectures;

/// <summary>The built-in architectures.</summary>
internal static class Zoo
{
    private static readonly Dictionary<string, Architecture> ByName = All().ToDictionary(architecture => architecture.Name);

    public static IReadOnlyCollection<Architecture> Architectures => ByName.Values;

    public static Architecture? Find(string name) => ByName.TryGetValue(name, out var architecture) ? architecture : null;

    private static IEnumerable<Architecture> All() => new[]
    {
        AlexNet.All,
        ConvNeXt.All,
        DenseNet.All,
        EfficientNet.All,
        MobileNetV2.All,
        MobileNetV3.All,
        ResNet.All,
        SqueezeNet.All,
        Vgg.All,
        VisionTransformer.All,
    }.SelectMany(family => family);
}
